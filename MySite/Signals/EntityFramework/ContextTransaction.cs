using System.Transactions;
using Microsoft.EntityFrameworkCore;

namespace MySite.Signals.EntityFramework;

/// <summary>The transaction of one context, and the work that waits for its commit.</summary>
internal sealed class ContextTransaction(DbContext context, CommittedWork committed) : ISignalTransaction
{
    private readonly List<Func<IServiceProvider, ValueTask>> _waiting = [];
    private readonly Stack<int> _savepoints = new();
    private Guid _transaction;
    private Transaction? _ambient;
    private List<Func<IServiceProvider, ValueTask>> _waitingForAmbient = [];

    public bool IsOpen => context.Database.CurrentTransaction is not null || Ambient is not null;

    private Transaction? Ambient => context.Database.GetEnlistedTransaction() ?? Transaction.Current;

    public void OnCommit(Func<IServiceProvider, ValueTask> work)
    {
        if (context.Database.CurrentTransaction is { } current)
        {
            Forget(except: current.TransactionId);
            _waiting.Add(work);
        }
        else if (Ambient is { } ambient)
        {
            WaitFor(ambient);
            _waitingForAmbient.Add(work);
        }
        else
        {
            throw new InvalidOperationException(
                $"No transaction is open on {context.GetType().Name}: run the work at once.");
        }
    }

    public async ValueTask<ISignalTransactionPart> BeginAsync(CancellationToken cancellationToken = default)
    {
        if (IsOpen)
            return new TransactionPart(null);
        return new TransactionPart(await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false));
    }

    public IReadOnlyList<Func<IServiceProvider, ValueTask>> Take(Guid transaction)
    {
        var taken = _transaction == transaction ? _waiting.ToArray() : [];
        Forget(except: Guid.Empty);
        return taken;
    }

    /// <summary>Drops what waits for any other transaction: one disposed without a commit raises no event at all.</summary>
    public void Forget(Guid except)
    {
        if (_transaction == except)
            return;
        _transaction = except;
        _waiting.Clear();
        _savepoints.Clear();
    }

    public void MarkSavepoint(Guid transaction)
    {
        Forget(except: transaction);
        _savepoints.Push(_waiting.Count);
    }

    public void ReleaseSavepoint() => _savepoints.TryPop(out _);

    // Which savepoint it is, EF does not say; that they nest is the best guess. An unmarked one is older than all work.
    public void RollBackToSavepoint()
    {
        var mark = _savepoints.TryPeek(out var known) ? known : 0;
        _waiting.RemoveRange(mark, _waiting.Count - mark);
    }

    private void WaitFor(Transaction ambient)
    {
        if (_ambient == ambient)
            return;
        _ambient = ambient;
        var works = _waitingForAmbient = [];
        ambient.TransactionCompleted += (_, completed) =>
        {
            if (completed.Transaction?.TransactionInformation.Status == TransactionStatus.Committed)
                _ = committed.RunAsync(works);
        };
    }
}
