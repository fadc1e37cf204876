using MySite.Signals.Diagnostics;

namespace MySite.Signals;

/// <summary>
/// Calls the receiver when the transaction of the send has ended; nobody is left to hear its error but the log.
/// </summary>
internal abstract class LaterConnection<TPayload>(
    SignalConnection info, int registration, Invoker<TPayload> invoker, SignalHub hub)
    : Connection<TPayload>(info, invoker.Identity, registration)
{
    protected SignalHub Hub => hub;

    public override Invoker<TPayload> Invoker => invoker;

    public override bool NeedsServices => false;

    // The caller's token is left out: it must not undo what a commit has made true, and may be what caused a rollback.
    protected Func<IServiceProvider, ValueTask> Put(TPayload payload, SignalEvent? call) =>
        services => RunAsync(payload, services, call);

    private async ValueTask RunAsync(TPayload payload, IServiceProvider services, SignalEvent? call)
    {
        ValueTask Invoke() => invoker.InvokeAsync(payload, services, CancellationToken.None);

        try
        {
            if (hub.Monitor is { } monitor)
                await monitor.RunAsync(Info, call, Invoke).ConfigureAwait(false);
            else
                await Invoke().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            SignalLog.ReceiverFailed(hub.Logger, error, Info.Receiver, Info.Signal);
        }
    }
}
