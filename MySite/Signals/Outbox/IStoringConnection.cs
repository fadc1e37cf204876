namespace MySite.Signals.Outbox;

/// <summary>A connection whose deliveries the source of the signal stores, at the right moment.</summary>
internal interface IStoringConnection<in TPayload>
{
    /// <summary>Writes a delivery in the transaction of <paramref name="context"/>.</summary>
    ValueTask StoreAsync(TPayload payload, in SendContext context, CancellationToken cancellationToken);
}
