namespace MySite.Signals;

/// <summary>
/// Calls the receiver when the transaction of the send has ended; nobody is left to hear its error but the log.
/// </summary>
internal abstract class LaterConnection<TPayload>(
    SignalConnection info, int registration, Invoker<TPayload> invoker, ILogger logger)
    : Connection<TPayload>(info, invoker.Identity, registration)
{
    public override Invoker<TPayload> Invoker => invoker;

    public override bool NeedsServices => false;

    // The caller's token is left out: it must not undo what a commit has made true, and may be what caused a rollback.
    protected async ValueTask RunAsync(TPayload payload, IServiceProvider services)
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
