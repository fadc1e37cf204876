namespace MySite.Signals.Outbox;

/// <summary>Stores a delivery during the send; the dispatcher calls the receiver later.</summary>
internal sealed class DurableConnection<TPayload>(
    SignalConnection info, int registration, Invoker<TPayload> invoker, Type receiver, PayloadVersions<TPayload> stored)
    : Connection<TPayload>(info, invoker.Identity, registration), IDurableConnection
{
    public Type Receiver => receiver;

    public string StoredName => Info.Key ?? Info.Receiver;

    public override Invoker<TPayload> Invoker => invoker;

    public override bool NeedsServices => true;

    public override ValueTask InvokeAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        var writer = context.Services!.GetRequiredService<OutboxWriter>();
        var row = new OutboxMessage
        {
            Signal = Info.Signal.Name,
            Receiver = StoredName,
            Payload = stored.Write(payload),
            Version = stored.Newest,
        };
        return writer.WriteAsync(row, context.FindTransaction()!, cancellationToken);
    }

    public ValueTask DeliverAsync(
        string payload, int version, IServiceProvider services, CancellationToken cancellationToken) =>
        invoker.InvokeAsync(stored.Read(version, payload, Info.Signal), services, cancellationToken);
}
