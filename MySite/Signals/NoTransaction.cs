namespace MySite.Signals;

/// <summary>Stands in where no source knows the database: everything counts as committed at once.</summary>
internal sealed class NoTransaction : ISignalTransaction, ISignalTransactionPart
{
    public bool IsOpen => false;

    public void OnCommit(Func<IServiceProvider, ValueTask> work) =>
        throw new InvalidOperationException("No transaction is open: run the work at once.");

    public void OnRollback(Func<IServiceProvider, ValueTask> work) =>
        throw new InvalidOperationException("No transaction is open: nothing can be rolled back.");

    public ValueTask<ISignalTransactionPart> BeginAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<ISignalTransactionPart>(this);

    public Task<TResult> ExecuteAsync<TResult>(
        Func<ISignalTransactionPart, CancellationToken, Task<TResult>> unit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return unit(this, cancellationToken);
    }

    public Task CompleteAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
