namespace MySite.Signals;

/// <summary>Calls the receiver once what was sent about has been undone.</summary>
internal sealed class AfterRollbackConnection<TPayload>(
    SignalConnection info, int registration, Invoker<TPayload> invoker, SignalHub hub)
    : LaterConnection<TPayload>(info, registration, invoker, hub)
{
    // Without a transaction there is nothing that could be rolled back.
    public override ValueTask InvokeAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        if (context.FindTransaction() is { IsOpen: true } transaction)
            transaction.OnRollback(Put(payload));
        return default;
    }
}
