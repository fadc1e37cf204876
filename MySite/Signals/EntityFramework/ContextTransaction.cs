using System.Transactions;
using Microsoft.EntityFrameworkCore;

namespace MySite.Signals.EntityFramework;

/// <summary>The transaction of one context, whoever began it, and the work that waits for its end.</summary>
internal sealed class ContextTransaction(DbContext context, CommittedWork runner) : ISignalTransaction
{
    private TransactionWork? _brought;
    private AmbientWork? _ambient;
    private (Guid Transaction, TransactionWork Work)? _unwrapped;

    public bool IsOpen => context.Database.CurrentTransaction is not null || Ambient is not null;

    private Transaction? Ambient => context.Database.GetEnlistedTransaction() ?? Transaction.Current;

    public void OnCommit(Func<IServiceProvider, ValueTask> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        (FindWork() ?? throw new InvalidOperationException(
            $"No transaction is open on {context.GetType().Name}: run the work at once.")).Add(runner, work, Ending.Commit);
    }

    public void OnRollback(Func<IServiceProvider, ValueTask> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        (FindWork() ?? throw new InvalidOperationException(
            $"No transaction is open on {context.GetType().Name}: nothing can be rolled back."))
            .Add(runner, work, Ending.Rollback);
    }

    public async ValueTask<ISignalTransactionPart> BeginAsync(CancellationToken cancellationToken = default)
    {
        if (IsOpen)
            return new TransactionPart(null);
        if (context.Database.CreateExecutionStrategy().RetriesOnFailure)
            throw new InvalidOperationException(
                $"{context.GetType().Name} retries after passing failures, for which it must be able to repeat the whole " +
                $"transaction. Call ISignalTransaction.{nameof(ExecuteAsync)}.");
        return await BeginNowAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task<TResult> ExecuteAsync<TResult>(
        Func<ISignalTransactionPart, CancellationToken, Task<TResult>> unit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return IsOpen
            ? unit(new TransactionPart(null), cancellationToken)
            : context.Database.CreateExecutionStrategy().ExecuteAsync(RunAsync, cancellationToken);

        async Task<TResult> RunAsync(CancellationToken token)
        {
            var part = await BeginNowAsync(token).ConfigureAwait(false);
            await using (part.ConfigureAwait(false))
                return await unit(part, token).ConfigureAwait(false);
        }
    }

    /// <summary>The end of a transaction that was brought along, as its owner tells it.</summary>
    public async Task EndElsewhereAsync(bool committed)
    {
        var current = context.Database.CurrentTransaction;
        if (current is SignalDbTransaction { Work.IsOwned: true })
            throw new InvalidOperationException(
                $"{context.GetType().Name}, or another context that shares it, began this transaction: commit or roll back " +
                "through that one.");
        var work = current is null ? _brought : FindWork();
        _brought = null;
        // The pieces come first: what they wait for has happened, and letting go of the transaction would drop them.
        var ending = new TransactionWork();
        work?.MoveTo(ending);
        if (current is not null)
            await current.DisposeAsync().ConfigureAwait(false);
        await ending.EndAsync(committed).ConfigureAwait(false);
    }

    /// <summary>Another transaction begins: of one that was brought along before, nobody will tell any more.</summary>
    public void Forget()
    {
        if (_brought is { IsOwned: false } brought)
            brought.Lose(context.GetType().Name);
        _brought = null;
    }

    /// <summary>The work of a transaction that could not be wrapped; <see langword="null"/> if none waits for it.</summary>
    public TransactionWork? FindUnwrapped(Guid transaction) =>
        _unwrapped is { } known && known.Transaction == transaction ? known.Work : null;

    private async Task<TransactionPart> BeginNowAsync(CancellationToken cancellationToken) =>
        new(await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false));

    private TransactionWork? FindWork() => context.Database.CurrentTransaction switch
    {
        SignalDbTransaction { IsOwned: true } begun => begun.Work,
        SignalDbTransaction brought => Bring(brought.Work),
        { } unwrapped => Unwrapped(unwrapped.TransactionId),
        null => Ambient is { } ambient ? WorkOf(ambient) : null,
    };

    private TransactionWork Bring(TransactionWork work)
    {
        if (_brought != work)
            Forget();
        return _brought = work;
    }

    private TransactionWork Unwrapped(Guid transaction)
    {
        if (FindUnwrapped(transaction) is { } known)
            return known;
        // The one before raised no event, so it was disposed without a commit.
        _ = _unwrapped?.Work.EndAsync(committed: false);
        var work = new TransactionWork();
        _unwrapped = (transaction, work);
        return work;
    }

    private TransactionWork WorkOf(Transaction ambient)
    {
        if (_ambient?.Transaction != ambient)
            _ambient = new AmbientWork(ambient, context.GetType().Name);
        return _ambient.Work;
    }
}
