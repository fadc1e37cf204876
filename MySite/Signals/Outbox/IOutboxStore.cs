namespace MySite.Signals.Outbox;

/// <summary>Keeps deliveries in the database that the senders' transactions use. Scoped, like its DbContext.</summary>
/// <remarks>
/// <see cref="EntityOutboxStore{TContext}"/> is one for any EF Core context. Several servers share the table: a claim gives a
/// delivery to one of them for a while, and each later update of it tests the claim's token, so that a server that was too
/// slow changes nothing. Times are the servers' own; a claim has to last longer than their clocks differ.
/// </remarks>
public interface IOutboxStore
{
    /// <summary>Writes a delivery at once, inside the open transaction if there is one.</summary>
    /// <param name="message">The delivery.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>A task that ends when the row is written.</returns>
    Task AddAsync(OutboxMessage message, CancellationToken cancellationToken);

    /// <summary>Claims the deliveries that have been due the longest. Of several servers, one gets each.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="now">The current time.</param>
    /// <param name="until">When the claim ends by itself.</param>
    /// <param name="cancellationToken">Cancels the claim.</param>
    /// <returns>The claimed deliveries with one common token, longest due first; none if nothing is due.</returns>
    Task<IReadOnlyList<OutboxMessage>> ClaimAsync(
        int count, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Makes a claim last longer.</summary>
    /// <param name="claimed">Deliveries that <see cref="ClaimAsync"/> returned together.</param>
    /// <param name="until">When the claim now ends by itself.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>The ids whose claim still holds; the others were lost to another server.</returns>
    Task<IReadOnlyCollection<Guid>> RenewAsync(
        IReadOnlyCollection<OutboxMessage> claimed, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Marks claimed deliveries as done. Doing so again changes nothing.</summary>
    /// <param name="claimed">Deliveries that <see cref="ClaimAsync"/> returned together.</param>
    /// <param name="now">The current time.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>The ids whose claim held; the others had been lost to another server.</returns>
    Task<IReadOnlyCollection<Guid>> CompleteAsync(
        IReadOnlyCollection<OutboxMessage> claimed, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Notes a failed attempt of a claimed delivery and ends the claim.</summary>
    /// <param name="claimed">What <see cref="ClaimAsync"/> returned.</param>
    /// <param name="failure">What the row says from now on.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns><see langword="false"/> if the claim had been lost to another server.</returns>
    Task<bool> FailAsync(OutboxMessage claimed, DeliveryFailure failure, CancellationToken cancellationToken);

    /// <summary>Ends the claim of deliveries that were not attempted, or not to the end: they are as if never claimed.</summary>
    /// <param name="claimed">Deliveries that <see cref="ClaimAsync"/> returned together.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>A task that ends when others can claim them.</returns>
    Task ReleaseAsync(IReadOnlyCollection<OutboxMessage> claimed, CancellationToken cancellationToken);

    /// <summary>Deletes deliveries that were done, or dead, before a time.</summary>
    /// <param name="doneBefore">The time for those that are done.</param>
    /// <param name="deadBefore">The time for those that are dead.</param>
    /// <param name="cancellationToken">Cancels the deletion.</param>
    /// <returns>How many were deleted.</returns>
    Task<int> PurgeAsync(DateTimeOffset doneBefore, DateTimeOffset deadBefore, CancellationToken cancellationToken);
}
