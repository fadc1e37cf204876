namespace MySite.Signals;

/// <summary>Calls the receiver once what was sent about is certain.</summary>
internal sealed class AfterCommitConnection<TPayload>(
    SignalConnection info, int registration, Invoker<TPayload> invoker, SignalHub hub)
    : LaterConnection<TPayload>(info, registration, invoker, hub)
{
    public override ValueTask InvokeAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        if (context.FindTransaction() is not { IsOpen: true } transaction)
            return Hub.Committed.RunAsync(Put(payload, context.Event));

        transaction.OnCommit(Put(payload, context.Event));
        context.Event?.DependOn(transaction);
        return default;
    }
}
