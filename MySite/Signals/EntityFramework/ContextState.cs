using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace MySite.Signals.EntityFramework;

/// <summary>What one lease of one DbContext has under way: nested saves, and work that waits for a commit.</summary>
internal sealed class ContextState(DbContext context) : ISignalTransaction
{
    private readonly Stack<SaveFrame> _frames = new();
    private readonly HashSet<object> _remembered = new(ReferenceEqualityComparer.Instance);
    private readonly List<Func<IServiceProvider, ValueTask>> _waiting = [];
    private readonly Stack<int> _savepoints = new();
    private Guid _transaction;

    /// <summary>Tells a pooled context's next lease from this one.</summary>
    public DbContextId Lease { get; } = context.ContextId;

    public bool IsOpen => context.Database.CurrentTransaction is not null;

    public bool IsSaving => _frames.Count > 0;

    public SaveFrame? Enclosing => _frames.TryPeek(out var frame) ? frame : null;

    public void OnCommit(Func<IServiceProvider, ValueTask> work)
    {
        var current = context.Database.CurrentTransaction ?? throw new InvalidOperationException(
            $"No transaction is open on {context.GetType().Name}: run the work at once.");
        Forget(except: current.TransactionId);
        _waiting.Add(work);
    }

    public async ValueTask<ISignalTransactionPart> BeginAsync(CancellationToken cancellationToken = default)
    {
        if (IsOpen)
            return new TransactionPart(null);
        return new TransactionPart(await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false));
    }

    public void Push(SaveFrame frame) => _frames.Push(frame);

    public SaveFrame? Pop() => _frames.TryPop(out var frame) ? frame : null;

    /// <summary>Drops frames of saves that ended without a word, as one that lost a concurrency race does.</summary>
    public void DropStale()
    {
        while (_frames.TryPeek(out var frame) && !frame.IsPreparing)
            _frames.Pop();
        _remembered.RemoveWhere(entity => context.Entry(entity).State is EntityState.Unchanged or EntityState.Detached);
    }

    /// <summary>
    /// Remembers an entity that was saved but whose state was not accepted, so that its change is not announced twice.
    /// </summary>
    public void Remember(EntityEntry entry)
    {
        if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            _remembered.Add(entry.Entity);
    }

    public bool IsRemembered(EntityEntry entry) => _remembered.Count > 0 && _remembered.Contains(entry.Entity);

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

    // EF makes a savepoint of its own around each save in a transaction; those are not the caller's.
    public void MarkSavepoint()
    {
        if (!IsSaving)
            _savepoints.Push(_waiting.Count);
    }

    public void ReleaseSavepoint()
    {
        if (!IsSaving)
            _savepoints.TryPop(out _);
    }

    public void RollBackToSavepoint()
    {
        if (!IsSaving && _savepoints.TryPeek(out var mark))
            _waiting.RemoveRange(mark, _waiting.Count - mark);
    }
}
