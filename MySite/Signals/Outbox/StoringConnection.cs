using MySite.Signals.Diagnostics;

namespace MySite.Signals.Outbox;

/// <summary>Stores a copy of what matters in place of the payload.</summary>
internal sealed class StoringConnection<TPayload, TStored>(
    StoredConnection<TStored> stored, int registration, Func<TPayload, TStored?> copy, bool bySource)
    : Connection<TPayload>(stored.Info, stored.Identity, registration), IDurableConnection, IStoringConnection<TPayload>
    where TStored : class
{
    public string StoredName => stored.StoredName;

    public override Invoker<TPayload> Invoker { get; } = Invoker<TPayload>.Indirect(stored.Identity, stored.Info.Receiver);

    public override bool NeedsServices => !bySource;

    public override void TryCreateReceiver(IServiceProvider services) => stored.TryCreateReceiver(services);

    public override bool IsStoredBySource => bySource;

    public override ValueTask InvokeAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken) =>
        bySource ? default : StoreAsync(payload, context, cancellationToken);

    public ValueTask StoreAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        if (copy(payload) is { } copied)
            return stored.InvokeAsync(copied, context, cancellationToken);
        context.Event?.Settle(SignalOutcome.Skipped, "nothing to store");
        return default;
    }

    public ValueTask DeliverAsync(
        string payload, int version, IServiceProvider services, CancellationToken cancellationToken) =>
        stored.DeliverAsync(payload, version, services, cancellationToken);
}
