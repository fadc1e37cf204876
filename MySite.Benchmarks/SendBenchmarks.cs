using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using MySite.Signals;

namespace MySite.Benchmarks;

/// <summary>A send beside the same receivers called as plain delegates.</summary>
/// <remarks>
/// "One" takes another of four delegates, or of four signals with one receiver each, in each call, so that neither side is
/// specialised for a single target.
/// </remarks>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class SendBenchmarks
{
    private readonly Ping _ping = new(1);
    private readonly Signal<Ping> _nobody = new("nobody");
    private readonly Signal<Ping> _four = new("four");
    private readonly Signal<Ping>[] _ones = [new("one"), new("one"), new("one"), new("one")];
    private Func<Ping, CancellationToken, ValueTask>[] _delegates = [];
    private ISignalHub _hub = null!;
    private int _turn;

    [GlobalSetup]
    public void Connect()
    {
        _hub = new ServiceCollection().AddLogging().AddSignals().BuildServiceProvider().GetRequiredService<ISignalHub>();
        _delegates = new Receivers().All;
        for (var i = 0; i < _delegates.Length; i++)
        {
            _hub.On(_four).Call(_delegates[i]);
            _hub.On(_ones[i]).Call(_delegates[i]);
        }
    }

    [Benchmark(Baseline = true, Description = "one delegate"), BenchmarkCategory("0 and 1")]
    public ValueTask OneDelegate() => _delegates[_turn++ & 3](_ping, default);

    [Benchmark(Description = "send, nobody hears"), BenchmarkCategory("0 and 1")]
    public ValueTask SendToNobody() => _hub.SendAsync(_nobody, _ping);

    [Benchmark(Description = "send, one receiver"), BenchmarkCategory("0 and 1")]
    public ValueTask SendToOne() => _hub.SendAsync(_ones[_turn++ & 3], _ping);

    [Benchmark(Baseline = true, Description = "four delegates in a loop"), BenchmarkCategory("4")]
    public ValueTask FourDelegates()
    {
        foreach (var receiver in _delegates)
        {
            var call = receiver(_ping, default);
            if (!call.IsCompletedSuccessfully)
                return call;
        }
        return default;
    }

    [Benchmark(Description = "send, four receivers"), BenchmarkCategory("4")]
    public ValueTask SendToFour() => _hub.SendAsync(_four, _ping);

    [Benchmark(Description = "robust send, four receivers"), BenchmarkCategory("4")]
    public ValueTask<SendResult> SendRobustToFour() => _hub.SendRobustAsync(_four, _ping);
}
