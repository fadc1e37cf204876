namespace MySite.Signals;

/// <summary>The database transaction of a scope, as far as signals need to know it.</summary>
/// <remarks>
/// Registered by a source that knows the database (<c>AddModelSignals&lt;TContext&gt;()</c>). Without one, work counts as
/// committed the moment it is done. Scoped, and not meant for concurrent use.
/// </remarks>
public interface ISignalTransaction
{
    /// <summary>Whether a transaction is open, so that what was written may still be rolled back.</summary>
    bool IsOpen { get; }

    /// <summary>Runs <paramref name="work"/> once the open transaction has committed; drops it if it rolls back.</summary>
    /// <param name="work">Called with the services of a fresh scope. Its error is logged and stops no other work.</param>
    /// <exception cref="InvalidOperationException">No transaction is open: run the work at once.</exception>
    /// <remarks>
    /// Django's <c>transaction.on_commit(…, robust=True)</c>. Works run in the order in which they were registered, after the
    /// commit has returned; a rollback to a savepoint drops those that were registered since. CommitAsync waits for them, the
    /// synchronous Commit does not.
    /// </remarks>
    void OnCommit(Func<IServiceProvider, ValueTask> work);

    /// <summary>Runs <paramref name="work"/> once the open transaction was rolled back; drops it if it commits.</summary>
    /// <param name="work">Called with the services of a fresh scope. Its error is logged and stops no other work.</param>
    /// <exception cref="InvalidOperationException">No transaction is open, so that nothing can be rolled back.</exception>
    /// <remarks>
    /// Django has no such thing. A transaction that is disposed without a commit counts. So does a rollback to a savepoint that
    /// is older than the registration, but the work runs when the transaction has ended, whichever way: in the middle it could
    /// meet the transaction's own locks, and each would wait for the other.
    /// </remarks>
    void OnRollback(Func<IServiceProvider, ValueTask> work);

    /// <summary>Joins the open transaction, or begins one.</summary>
    /// <param name="cancellationToken">Cancels the beginning.</param>
    /// <returns>The part to complete and dispose. One that joined leaves the decision to the owner.</returns>
    /// <exception cref="InvalidOperationException">
    /// The database is set up to retry (<c>EnableRetryOnFailure</c>): a part that it cannot repeat is what it refuses. Call
    /// <see cref="ExecuteAsync"/>.
    /// </exception>
    /// <remarks>Django's <c>atomic</c> without the savepoint.</remarks>
    ValueTask<ISignalTransactionPart> BeginAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Runs <paramref name="unit"/> in the open transaction, or in one of its own, which is repeated where the database is set
    /// up to retry.
    /// </summary>
    /// <param name="unit">
    /// The work, which completes the part it is given, or does not and is rolled back. It must bear being repeated from its
    /// start: on each attempt it says anew what is to be written (<c>Add</c>, <c>Update</c>, <c>Remove</c>).
    /// </param>
    /// <param name="cancellationToken">Handed to the unit; cancels the beginning and the waits between attempts.</param>
    /// <returns>What the last attempt returned.</returns>
    /// <remarks>
    /// An attempt that fails drops its after-commit work and runs its after-rollback work. As with EF Core's own strategies, a
    /// commit whose answer is lost counts as failed, and the unit is repeated although it may have been committed.
    /// </remarks>
    Task<TResult> ExecuteAsync<TResult>(
        Func<ISignalTransactionPart, CancellationToken, Task<TResult>> unit, CancellationToken cancellationToken = default);
}
