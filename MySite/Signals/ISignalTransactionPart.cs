namespace MySite.Signals;

/// <summary>A stretch of work inside a transaction. Disposed without being completed, it rolls back what it began.</summary>
public interface ISignalTransactionPart : IAsyncDisposable
{
    /// <summary>Commits if this part began the transaction; does nothing if it joined one.</summary>
    /// <param name="cancellationToken">Cancels the commit.</param>
    /// <returns>A task that ends when the commit has.</returns>
    Task CompleteAsync(CancellationToken cancellationToken = default);
}
