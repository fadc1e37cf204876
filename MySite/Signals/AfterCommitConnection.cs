namespace MySite.Signals;

/// <summary>Calls the receiver once what was sent about is certain.</summary>
internal sealed class AfterCommitConnection<TPayload>(
    SignalConnection info, int registration, Invoker<TPayload> invoker, CommittedWork committed, ILogger logger)
    : Connection<TPayload>(info, invoker.Identity, registration)
{
    public override Invoker<TPayload> Invoker => invoker;

    public override bool NeedsServices => false;

    public override ValueTask InvokeAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        if (context.FindTransaction() is not { IsOpen: true } transaction)
            return committed.RunAsync(services => RunAsync(payload, services));

        transaction.OnCommit(services => RunAsync(payload, services));
        return default;
    }

    // The caller's token is left out: it must not undo what the commit has made true.
    private async ValueTask RunAsync(TPayload payload, IServiceProvider services)
    {
        try
        {
            await invoker.InvokeAsync(payload, services, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            SignalLog.ReceiverFailed(logger, error, Info.Receiver, Info.Signal);
        }
    }
}
