using MySite.Signals.Diagnostics;

namespace MySite.Signals.Outbox;

/// <summary>
/// Calls the receiver of a delivery or a broadcast in a scope made for it, in which it can inject its <see cref="Delivery"/>,
/// under the eyes of the hub's monitor.
/// </summary>
internal sealed class StoredCall(SignalHub hub, IServiceScopeFactory scopes)
{
    /// <param name="receiver">The receiver; <see langword="null"/> if this version of the program has none.</param>
    /// <param name="key">The key of the delivery.</param>
    /// <param name="attempt">The number of the attempt, from 1.</param>
    /// <param name="call">Calls it.</param>
    /// <param name="stop">What stops it without its being at fault.</param>
    public async Task MakeAsync(
        SignalConnection? receiver, Guid key, int attempt, Func<IServiceProvider, ValueTask> call, CancellationToken stop)
    {
        if (hub.Monitor is not { } monitor || receiver is null)
        {
            await CallAsync(key, attempt, call).ConfigureAwait(false);
            return;
        }
        var kind = receiver.Phase == ConnectionPhase.EveryNode ? "broadcast" : "delivery";
        var name = $"{receiver.Signal.Name} to {receiver.Key ?? receiver.Receiver}";
        using var ends = monitor.Begin(kind, name, key, attempt, out var trace);
        try
        {
            await CallAsync(key, attempt, services => monitor.RunAsync(receiver, null, () => call(services), stop))
                .ConfigureAwait(false);
            trace?.Result = "done";
        }
        catch (Exception error)
        {
            trace?.Result = error.GetType().Name;
            trace?.HasFailed = !SignalMonitor.IsCancelled(error, stop);
            throw;
        }
    }

    private async Task CallAsync(Guid key, int attempt, Func<IServiceProvider, ValueTask> call)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var delivery = scope.ServiceProvider.GetRequiredService<Delivery>();
            (delivery.Key, delivery.Attempt) = (key, attempt);
            await call(scope.ServiceProvider).ConfigureAwait(false);
        }
    }
}
