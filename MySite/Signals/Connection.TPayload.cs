namespace MySite.Signals;

internal abstract class Connection<TPayload>(SignalConnection info, object identity, int registration)
    : Connection(info, identity, registration)
{
    public abstract Invoker<TPayload> Invoker { get; }

    public override void TryCreateReceiver(IServiceProvider services) => Invoker.TryCreate(services);

    public abstract ValueTask InvokeAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken);
}
