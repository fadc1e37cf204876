namespace MySite.Signals.Outbox;

/// <summary>Keeps deliveries in the database that the senders' transactions use. Scoped, like its DbContext.</summary>
public interface IOutboxStore
{
    /// <summary>Writes a delivery at once, inside the open transaction if there is one.</summary>
    /// <param name="message">The delivery.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>A task that ends when the row is written.</returns>
    Task AddAsync(OutboxMessage message, CancellationToken cancellationToken);

    /// <summary>Claims the delivery that has been due the longest. Of several servers, one gets it.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="until">When the claim ends by itself.</param>
    /// <param name="cancellationToken">Cancels the claim.</param>
    /// <returns>The claimed delivery, or <see langword="null"/> if none is due.</returns>
    Task<OutboxMessage?> ClaimAsync(DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Marks a claimed delivery as done.</summary>
    /// <param name="claimed">What <see cref="ClaimAsync"/> returned.</param>
    /// <param name="now">The current time.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns><see langword="false"/> if the claim had been lost to another server.</returns>
    Task<bool> CompleteAsync(OutboxMessage claimed, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Gives a claimed delivery back after a failed attempt.</summary>
    /// <param name="claimed">What <see cref="ClaimAsync"/> returned.</param>
    /// <param name="dueAt">When to try again.</param>
    /// <param name="error">What went wrong.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns><see langword="false"/> if the claim had been lost to another server.</returns>
    Task<bool> RetryAsync(OutboxMessage claimed, DateTimeOffset dueAt, string error, CancellationToken cancellationToken);

    /// <summary>Deletes deliveries that were done before a time.</summary>
    /// <param name="doneBefore">The time.</param>
    /// <param name="cancellationToken">Cancels the deletion.</param>
    /// <returns>How many were deleted.</returns>
    Task<int> PurgeAsync(DateTimeOffset doneBefore, CancellationToken cancellationToken);
}
