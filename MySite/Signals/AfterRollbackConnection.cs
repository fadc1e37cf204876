using MySite.Signals.Diagnostics;

namespace MySite.Signals;

/// <summary>Calls the receiver once what was sent about has been undone.</summary>
internal sealed class AfterRollbackConnection<TPayload>(
    SignalConnection info, int registration, Invoker<TPayload> invoker, SignalHub hub)
    : LaterConnection<TPayload>(info, registration, invoker, hub)
{
    // Without a transaction there is nothing that could be rolled back.
    public override ValueTask InvokeAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        var call = context.Event;
        if (context.FindTransaction() is not { IsOpen: true } transaction)
        {
            call?.Settle(SignalOutcome.Skipped, "no transaction");
            return default;
        }
        transaction.OnRollback(Put(payload, call));
        if (call is not null)
            transaction.OnCommit(_ =>
            {
                call.Settle(SignalOutcome.Skipped, "committed");
                return default;
            });
        return default;
    }
}
