namespace MySite.Signals;

/// <summary>Calls the receiver once what was sent about has been undone.</summary>
internal sealed class AfterRollbackConnection<TPayload>(
    SignalConnection info, int registration, Invoker<TPayload> invoker, ILogger logger)
    : Connection<TPayload>(info, invoker.Identity, registration)
{
    public override Invoker<TPayload> Invoker => invoker;

    public override bool NeedsServices => false;

    // Without a transaction there is nothing that could be rolled back.
    public override ValueTask InvokeAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        if (context.FindTransaction() is { IsOpen: true } transaction)
            transaction.OnRollback(services => RunAsync(payload, services));
        return default;
    }

    // The caller's token is left out: often it is what caused the rollback.
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
