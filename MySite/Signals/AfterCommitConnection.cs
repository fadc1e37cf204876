namespace MySite.Signals;

/// <summary>Calls the receiver once what was sent about is certain.</summary>
internal sealed class AfterCommitConnection<TPayload>(
    SignalConnection info, int registration, Invoker<TPayload> invoker, CommittedWork committed, ILogger logger)
    : LaterConnection<TPayload>(info, registration, invoker, logger)
{
    public override ValueTask InvokeAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        if (context.FindTransaction() is not { IsOpen: true } transaction)
            return committed.RunAsync(services => RunAsync(payload, services));

        transaction.OnCommit(services => RunAsync(payload, services));
        return default;
    }
}
