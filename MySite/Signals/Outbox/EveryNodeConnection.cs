namespace MySite.Signals.Outbox;

/// <summary>Stores a broadcast during the send; after the commit this process runs it, and every other one finds it.</summary>
internal sealed class EveryNodeConnection<TPayload>(
    SignalConnection info, int registration, Invoker<TPayload> invoker, PayloadVersions<TPayload> versions)
    : StoredConnection<TPayload>(info, registration, invoker, versions)
{
    public override ValueTask InvokeAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        var writer = context.Services!.GetRequiredService<BroadcastWriter>();
        var row = new OutboxBroadcast
        {
            Signal = Info.Signal.Name,
            Receiver = StoredName,
            Payload = Versions.Write(payload),
            Version = Versions.Newest,
        };
        var transaction = context.FindTransaction()!;
        var write = writer.WriteAsync(
            row, Info, (services, token) => Invoker.InvokeAsync(payload, services, token), transaction, cancellationToken);
        context.Event?.Store(row.Id);
        context.Event?.DependOn(transaction);
        return write;
    }
}
