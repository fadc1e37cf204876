namespace MySite.Signals.Outbox;

/// <summary>Writes deliveries in the sender's transaction and wakes the dispatcher once they are certain.</summary>
internal sealed class OutboxWriter(IOutboxStore store, OutboxAlarm alarm, TimeProvider clock)
{
    public async ValueTask WriteAsync(
        string signal, string receiver, string payload, ISignalTransaction transaction, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var message = new OutboxMessage
        {
            Id = Guid.CreateVersion7(now),
            Signal = signal,
            Receiver = receiver,
            Payload = payload,
            CreatedAt = now,
            DueAt = now,
        };
        await store.AddAsync(message, cancellationToken).ConfigureAwait(false);
        if (transaction.IsOpen)
            transaction.OnCommit(_ => alarm.RingAsync());
        else
            await alarm.RingAsync().ConfigureAwait(false);
    }
}
