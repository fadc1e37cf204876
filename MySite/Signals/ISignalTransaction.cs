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
    /// <param name="work">Called with the services of a fresh scope. Its error is logged.</param>
    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    /// <remarks>Django's <c>transaction.on_commit</c>.</remarks>
    void OnCommit(Func<IServiceProvider, ValueTask> work);

    /// <summary>Joins the open transaction, or begins one.</summary>
    /// <param name="cancellationToken">Cancels the beginning.</param>
    /// <returns>The part to complete and dispose. One that joined leaves the decision to the owner.</returns>
    /// <remarks>Django's <c>atomic</c> without the savepoint.</remarks>
    ValueTask<ISignalTransactionPart> BeginAsync(CancellationToken cancellationToken = default);
}
