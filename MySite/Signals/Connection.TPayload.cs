namespace MySite.Signals;

internal abstract class Connection<TPayload>(SignalConnection info, object identity, int registration)
    : Connection(info, identity, registration)
{
    public abstract Invoker<TPayload> Invoker { get; }

    /// <summary>A receiver that is called during the send and needs nothing but the payload: the short way to it.</summary>
    public Func<TPayload, CancellationToken, ValueTask>? Plain { get; protected init; }

    public override void TryCreateReceiver(IServiceProvider services) => Invoker.TryCreate(services);

    public abstract ValueTask InvokeAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken);
}
