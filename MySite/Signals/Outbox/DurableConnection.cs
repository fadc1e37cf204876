namespace MySite.Signals.Outbox;

/// <summary>Stores a delivery during the send; the dispatcher calls the receiver later.</summary>
internal sealed class DurableConnection<TPayload>(
    SignalConnection info, int registration, Invoker<TPayload> invoker, PayloadVersions<TPayload> versions)
    : StoredConnection<TPayload>(info, registration, invoker, versions)
{
    public override ValueTask InvokeAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        var writer = context.Services!.GetRequiredService<OutboxWriter>();
        var row = new OutboxMessage
        {
            Signal = Info.Signal.Name,
            Receiver = StoredName,
            Payload = Versions.Write(payload),
            Version = Versions.Newest,
        };
        var transaction = context.FindTransaction()!;
        var write = writer.WriteAsync(row, transaction, cancellationToken);
        context.Event?.Store(row.Id);
        context.Event?.DependOn(transaction);
        return write;
    }
}
