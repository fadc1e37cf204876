using MySite.Signals.Diagnostics;

namespace MySite.Signals.Outbox;

/// <summary>Writes deliveries in the sender's transaction and wakes the dispatcher once they are certain.</summary>
internal sealed class OutboxWriter(IOutboxStore store, OutboxAlarm alarm, TimeProvider clock)
{
    public async ValueTask WriteAsync(
        OutboxMessage message, ISignalTransaction transaction, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        message.Id = Guid.CreateVersion7(now);
        message.CreatedAt = message.DueAt = now;
        message.TraceParent = SignalTelemetry.TraceParent;
        await store.AddAsync(message, cancellationToken).ConfigureAwait(false);
        if (transaction.IsOpen)
            transaction.OnCommit(_ => RingAsync());
        else
            await RingAsync().ConfigureAwait(false);
    }

    private ValueTask RingAsync()
    {
        alarm.Ring();
        return default;
    }
}
