namespace MySite.Signals.Outbox;

/// <summary>Writes broadcasts in the sender's transaction and runs them in this process once they are certain.</summary>
internal sealed class BroadcastWriter(IBroadcastStore store, BroadcastRunner runner, TimeProvider clock)
{
    public async ValueTask WriteAsync(
        OutboxBroadcast row, SignalConnection receiver, Func<IServiceProvider, CancellationToken, ValueTask> run,
        ISignalTransaction transaction, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        row.Id = Guid.CreateVersion7(now);
        row.CreatedAt = now;
        await store.AddAsync(row, cancellationToken).ConfigureAwait(false);
        if (transaction.IsOpen)
            transaction.OnCommit(_ => new ValueTask(runner.RunOnceAsync(row, receiver, run)));
        else
            await runner.RunOnceAsync(row, receiver, run).ConfigureAwait(false);
    }
}
