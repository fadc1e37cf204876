using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using MySite.Benchmarks.Peers;
using MySite.Signals;

namespace MySite.Benchmarks;

/// <summary>A send beside the same receivers called as plain delegates, and beside Mediator and MediatR.</summary>
/// <remarks>
/// "One" takes another of four delegates, or of four signals with one receiver each, in each call, so that neither side is
/// specialised for a single target. The peers have one kind of message each, in their favour.
/// </remarks>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class SendBenchmarks
{
    private readonly Ping _ping = new(1);
    private readonly NobodysNote _nobodysNote = new(1);
    private readonly NoteForOne _noteForOne = new(1);
    private readonly NoteForFour _noteForFour = new(1);
    private readonly Signal<Ping> _nobody = new("nobody");
    private readonly Signal<Ping> _four = new("four");
    private readonly Signal<Ping>[] _ones = [new("one"), new("one"), new("one"), new("one")];
    private Func<Ping, CancellationToken, ValueTask>[] _delegates = [];
    private ISignalHub _hub = null!;
    private Mediator.IMediator _mediator = null!;
    private MediatR.IMediator _mediatR = null!;
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

        var peers = PeerServices.Build();
        _mediator = peers.GetRequiredService<Mediator.IMediator>();
        _mediatR = peers.GetRequiredService<MediatR.IMediator>();
    }

    [Benchmark(Baseline = true, Description = "one delegate"), BenchmarkCategory("0")]
    public ValueTask OneDelegate() => _delegates[_turn++ & 3](_ping, default);

    [Benchmark(Description = "send"), BenchmarkCategory("0")]
    public ValueTask SendToNobody() => _hub.SendAsync(_nobody, _ping);

    [Benchmark(Description = "Mediator"), BenchmarkCategory("0")]
    public ValueTask MediatorToNobody() => _mediator.Publish(_nobodysNote);

    [Benchmark(Description = "MediatR"), BenchmarkCategory("0")]
    public Task MediatRToNobody() => _mediatR.Publish(_nobodysNote);

    [Benchmark(Baseline = true, Description = "one delegate"), BenchmarkCategory("1")]
    public ValueTask OneDelegateAgain() => _delegates[_turn++ & 3](_ping, default);

    [Benchmark(Description = "send"), BenchmarkCategory("1")]
    public ValueTask SendToOne() => _hub.SendAsync(_ones[_turn++ & 3], _ping);

    [Benchmark(Description = "Mediator"), BenchmarkCategory("1")]
    public ValueTask MediatorToOne() => _mediator.Publish(_noteForOne);

    [Benchmark(Description = "MediatR"), BenchmarkCategory("1")]
    public Task MediatRToOne() => _mediatR.Publish(_noteForOne);

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

    [Benchmark(Description = "send"), BenchmarkCategory("4")]
    public ValueTask SendToFour() => _hub.SendAsync(_four, _ping);

    [Benchmark(Description = "send robust"), BenchmarkCategory("4")]
    public ValueTask<SendResult> SendRobustToFour() => _hub.SendRobustAsync(_four, _ping);

    [Benchmark(Description = "Mediator"), BenchmarkCategory("4")]
    public ValueTask MediatorToFour() => _mediator.Publish(_noteForFour);

    [Benchmark(Description = "MediatR"), BenchmarkCategory("4")]
    public Task MediatRToFour() => _mediatR.Publish(_noteForFour);
}
