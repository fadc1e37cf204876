using MySite.Signals.Outbox;

namespace MySite.Signals;

/// <summary>Wires everything before the first request, and fails the start if a receiver could not be created later.</summary>
internal sealed class ReceiverCheck(SignalHub hub, IServiceScopeFactory scopes) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            foreach (var connection in hub.AllConnections)
                Check(connection, scope.ServiceProvider);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void Check(Connection connection, IServiceProvider services)
    {
        var info = connection.Info;
        var known = services.GetRequiredService<IServiceProviderIsService>();
        if (connection is IDurableConnection && !known.IsService(typeof(IOutboxStore)))
            throw new InvalidOperationException(
                $"{info.Receiver} is connected {(info.Phase == ConnectionPhase.Durable ? "durably" : "on every node")} " +
                $"to {info.Signal}, at {info.File}:{info.Line}, " +
                "but there is no outbox. Call AddOutbox<TStore>().");
        try
        {
            connection.TryCreateReceiver(services);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException(
                $"{info.Receiver} is connected to {info.Signal}, at {info.File}:{info.Line}, but cannot be created. " +
                error.Message,
                error);
        }
    }
}
