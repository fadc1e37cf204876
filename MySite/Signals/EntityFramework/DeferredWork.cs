namespace MySite.Signals.EntityFramework;

/// <summary>
/// The transaction that the receivers of one save see, unless the caller has one: what they defer waits for the statements
/// to succeed, and for the receivers after them.
/// </summary>
internal sealed class DeferredWork(CommittedWork runner) : ISignalTransaction
{
    private readonly TransactionWork _work = new();

    public bool IsOpen => true;

    public bool IsEmpty => _work.IsEmpty;

    public void OnCommit(Func<IServiceProvider, ValueTask> work) => _work.Add(runner, work, Ending.Commit);

    public void OnRollback(Func<IServiceProvider, ValueTask> work) => _work.Add(runner, work, Ending.Rollback);

    public ValueTask<ISignalTransactionPart> BeginAsync(CancellationToken cancellationToken = default) =>
        new(new TransactionPart(null));

    public Task<TResult> ExecuteAsync<TResult>(
        Func<ISignalTransactionPart, CancellationToken, Task<TResult>> unit, CancellationToken cancellationToken = default) =>
        unit(new TransactionPart(null), cancellationToken);

    public void MoveTo(ISignalTransaction other) => _work.MoveTo(other);

    /// <summary>The save failed inside of a transaction that goes on.</summary>
    public void UndoInside(ISignalTransaction other) => _work.UndoInside(other);

    /// <summary>The save has succeeded or failed by itself.</summary>
    public Task EndAsync(bool committed) => _work.EndAsync(committed);
}
