namespace MySite.Signals.Outbox;

/// <summary>Stores a broadcast during the send; after the commit this process runs it, and every other one finds it.</summary>
internal sealed class EveryNodeConnection<TPayload>(
    SignalConnection info, int registration, Invoker<TPayload> invoker, Type receiver, PayloadVersions<TPayload> stored)
    : Connection<TPayload>(info, invoker.Identity, registration), IDurableConnection
{
    public Type Receiver => receiver;

    public string StoredName => Info.Key ?? Info.Receiver;

    public override Invoker<TPayload> Invoker => invoker;

    public override bool NeedsServices => true;

    public override ValueTask InvokeAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        var writer = context.Services!.GetRequiredService<BroadcastWriter>();
        var row = new OutboxBroadcast
        {
            Signal = Info.Signal.Name,
            Receiver = StoredName,
            Payload = stored.Write(payload),
            Version = stored.Newest,
        };
        return writer.WriteAsync(
            row, (services, token) => invoker.InvokeAsync(payload, services, token), context.FindTransaction()!,
            cancellationToken);
    }

    public ValueTask DeliverAsync(
        string payload, int version, IServiceProvider services, CancellationToken cancellationToken) =>
        invoker.InvokeAsync(stored.Read(version, payload, Info.Signal), services, cancellationToken);
}
