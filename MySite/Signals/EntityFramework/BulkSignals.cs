using Microsoft.EntityFrameworkCore;

namespace MySite.Signals.EntityFramework;

/// <summary>Raises bulk_changed.</summary>
internal sealed class BulkSignals(SignalHub hub, ContextStates states, ListenerCache listeners, RootServices root)
{
    public ValueTask RaiseAsync(DbContext context, BulkStatement statement, int rows, bool synchronous) =>
        rows > 0 && listeners.Of(context.Model).BulkOf(statement.EntityType) is { Length: > 0 } senders
            ? RaiseAsync(context, statement, rows, senders, synchronous)
            : default;

    private async ValueTask RaiseAsync(
        DbContext context, BulkStatement statement, int rows, EntitySender[] senders, bool synchronous)
    {
        var (transaction, deferred) = (states.Of(context).Transaction, new DeferredWork(hub.Committed));
        var from = new SendContext(
            statement.EntityType.ClrType, root.ServicesOf(context), transaction.IsOpen ? transaction : deferred, synchronous);
        foreach (var sender in senders)
            await sender.BulkAsync(hub, statement, rows, context, from).ConfigureAwait(false);

        var committed = deferred.EndAsync(committed: true);
        if (!synchronous)
            await committed.ConfigureAwait(false);
    }
}
