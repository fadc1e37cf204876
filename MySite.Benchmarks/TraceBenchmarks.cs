using BenchmarkDotNet.Attributes;
using MySite.Signals;
using MySite.Signals.Diagnostics;

namespace MySite.Benchmarks;

/// <summary>What it costs to see a send to one receiver: nothing where the monitor is off, and what when it is on.</summary>
public class TraceBenchmarks
{
    private const int Sends = 100;

    private readonly Ping _ping = new(1);
    private readonly Signal<Ping> _signal = new("one");
    private readonly Signal<Ping> _off = new("one");
    private readonly Signal<Ping> _on = new("one");
    private ISignalHub _bareHub = null!;
    private ISignalHub _offHub = null!;
    private ISignalHub _onHub = null!;
    private SignalMonitor _monitor = null!;

    [GlobalSetup]
    public void Connect()
    {
        (_bareHub, _) = Create(_signal, monitor: null);
        (_offHub, _) = Create(_off, monitor: false);
        (_onHub, _monitor) = Create(_on, monitor: true);
    }

    [Benchmark(Baseline = true, Description = "send, no monitor", OperationsPerInvoke = Sends)]
    public async Task SendBare()
    {
        for (var i = 0; i < Sends; i++)
            await _bareHub.SendAsync(_signal, _ping);
    }

    [Benchmark(Description = "send, monitor off", OperationsPerInvoke = Sends)]
    public async Task SendUnwatched()
    {
        for (var i = 0; i < Sends; i++)
            await _offHub.SendAsync(_off, _ping);
    }

    [Benchmark(Description = "send, counted", OperationsPerInvoke = Sends)]
    public async Task Counted()
    {
        for (var i = 0; i < Sends; i++)
            await _onHub.SendAsync(_on, _ping);
    }

    [Benchmark(Description = "send, counted and traced", OperationsPerInvoke = Sends)]
    public async Task Traced()
    {
        using var ends = _monitor.Begin("benchmark", "sends", out _);
        for (var i = 0; i < Sends; i++)
            await _onHub.SendAsync(_on, _ping);
    }

    private static (ISignalHub Hub, SignalMonitor Monitor) Create(Signal<Ping> signal, bool? monitor)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSignals();
        if (monitor is { } enabled)
            services.AddSignalMonitor().Configure<SignalMonitorOptions>(
                options => (options.Enabled, options.PerSecond) = (enabled, 0));
        var provider = services.BuildServiceProvider();
        var hub = provider.GetRequiredService<ISignalHub>();
        hub.On(signal).Call(new Receivers().All[0]);
        return (hub, provider.GetService<SignalMonitor>()!);
    }
}
