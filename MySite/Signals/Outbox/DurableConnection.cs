using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MySite.Signals.Outbox;

/// <summary>Stores a delivery during the send; the dispatcher calls the receiver later.</summary>
internal sealed class DurableConnection<TPayload>(
    SignalConnection info, int registration, Invoker<TPayload> invoker, Type receiver, JsonTypeInfo<TPayload> json)
    : Connection<TPayload>(info, invoker.Identity, registration), IDurableConnection
{
    public Type Receiver => receiver;

    public string StoredName => Info.Key ?? Info.Receiver;

    public override Invoker<TPayload> Invoker => invoker;

    public override bool NeedsServices => true;

    public override ValueTask InvokeAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        var writer = context.Services!.GetRequiredService<OutboxWriter>();
        var stored = JsonSerializer.Serialize(payload, json);
        return writer.WriteAsync(Info.Signal.Name, StoredName, stored, context.FindTransaction()!, cancellationToken);
    }

    public ValueTask DeliverAsync(string payload, IServiceProvider services, CancellationToken cancellationToken)
    {
        var read = JsonSerializer.Deserialize(payload, json)
            ?? throw new JsonException($"The stored payload of {Info.Signal} is null.");
        return invoker.InvokeAsync(read, services, cancellationToken);
    }
}
