namespace MySite.Signals.Outbox;

/// <summary>Keeps what every server process has to hear of. Scoped, like its DbContext.</summary>
public interface IBroadcastStore
{
    /// <summary>Writes a broadcast at once, inside the open transaction if there is one.</summary>
    /// <param name="broadcast">The broadcast.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>A task that ends when the row is written.</returns>
    Task AddAsync(OutboxBroadcast broadcast, CancellationToken cancellationToken);

    /// <summary>Names the committed broadcasts, for a process to find out which are new to it.</summary>
    /// <param name="since">Older ones are left out.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>Their ids and times, oldest first.</returns>
    Task<IReadOnlyList<(Guid Id, DateTimeOffset CreatedAt)>> ListAsync(
        DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Reads broadcasts.</summary>
    /// <param name="ids">Which ones; not more than a few hundred.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>Those that are there, oldest first.</returns>
    Task<IReadOnlyList<OutboxBroadcast>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Deletes broadcasts that every process has had its time to find.</summary>
    /// <param name="before">Older ones go.</param>
    /// <param name="cancellationToken">Cancels the deletion.</param>
    /// <returns>How many were deleted.</returns>
    Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
