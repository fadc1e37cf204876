using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MySite.Signals;

namespace MySite.Tests.Signals;

/// <summary>A hub with its services, one signal, and a list of who was called.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    public static readonly Signal<Ping> Ping = new("ping");

    private readonly ServiceProvider _services;

    public TestHub(Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Log)).AddSignals().AddSingleton(Calls);
        configure?.Invoke(services);
        _services = services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public ISignalHub Hub => _services.GetRequiredService<ISignalHub>();

    public RecordedLog Log { get; } = new();

    public CallList Calls { get; } = new();

    public SignalConnector<Ping> OnPing() => Hub.On(Ping);

    /// <summary>A receiver that notes its name; every one made is a receiver of its own.</summary>
    public Action<Ping> Note(string name) => _ => Calls.Add(name);

    /// <summary>The same, but it really awaits first.</summary>
    public Func<Ping, CancellationToken, ValueTask> NoteLater(string name) => async (_, _) =>
    {
        await Task.Yield();
        Calls.Add(name);
    };

    public Action<Ping> Fail(string name) => _ =>
    {
        Calls.Add(name);
        throw new InvalidOperationException(name);
    };

    public Func<Ping, CancellationToken, ValueTask> FailLater(string name) => async (_, _) =>
    {
        await Task.Yield();
        Fail(name)(new Ping());
    };

    public ValueTask SendAsync(object? sender = null) => Hub.SendAsync(Ping, new Ping(), sender);

    public ValueTask SendAsync(Signal<Ping> signal, int number = 0) => Hub.SendAsync(signal, new Ping(number));

    public ValueTask<SendResult> SendRobustAsync(object? sender = null) => Hub.SendRobustAsync(Ping, new Ping(), sender);

    public AsyncServiceScope CreateScope() => _services.CreateAsyncScope();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
