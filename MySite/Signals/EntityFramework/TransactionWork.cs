using System.Data.Common;
using System.Runtime.CompilerServices;

namespace MySite.Signals.EntityFramework;

/// <summary>What waits for the end of one transaction, and where in it the savepoints lie.</summary>
internal sealed class TransactionWork(bool isOwned = true)
{
    /// <summary>The name of the savepoints that EF Core makes around each save.</summary>
    public const string OwnSavepoint = "__EFSavePoint";

    // By the database's own object, because several contexts may share one transaction, and one of them commits it.
    private static readonly ConditionalWeakTable<DbTransaction, TransactionWork> Works = [];
    private readonly List<Piece> _pieces = [];
    private readonly List<Savepoint> _savepoints = [];

    /// <summary>Whether EF Core began the transaction and so will end it.</summary>
    public bool IsOwned => isOwned;

    public bool IsEmpty => _pieces.Count == 0;

    public static TransactionWork Begin(DbTransaction transaction)
    {
        var work = new TransactionWork();
        Works.AddOrUpdate(transaction, work);
        return work;
    }

    public static TransactionWork Share(DbTransaction transaction) =>
        Works.GetValue(transaction, static _ => new TransactionWork(isOwned: false));

    public void Add(CommittedWork runner, Func<IServiceProvider, ValueTask> work, Ending ending) =>
        _pieces.Add(new(runner, work, ending));

    public void MoveTo(TransactionWork other)
    {
        if (!IsEmpty)
            other._pieces.AddRange(Take());
    }

    public void MoveTo(ISignalTransaction other)
    {
        if (IsEmpty)
            return;
        foreach (var piece in Take())
            if (piece.Ending == Ending.Commit)
                other.OnCommit(piece.Work);
            else
                other.OnRollback(piece.Work);
    }

    /// <summary>
    /// This has been undone, but inside of <paramref name="other"/>, which goes on: what to do waits for its end.
    /// </summary>
    public void UndoInside(ISignalTransaction other)
    {
        foreach (var piece in Take())
        {
            if (piece.Ending == Ending.Commit)
                continue;
            other.OnCommit(piece.Work);
            other.OnRollback(piece.Work);
        }
    }

    public void CreateSavepoint(string name) => _savepoints.Add(new(name, _pieces.Count, Released: false));

    // Where the database forgets nothing on a release (SQL Server), the savepoint can still be rolled back to.
    public void ReleaseSavepoint(string name)
    {
        var index = Find(name, released: false);
        if (index < 0)
            return;
        for (var i = index; i < _savepoints.Count; i++)
            _savepoints[i] = _savepoints[i] with { Released = true };
        if (_savepoints[index].Name == OwnSavepoint)
            _savepoints.RemoveRange(index, _savepoints.Count - index);
    }

    /// <summary>
    /// Drops what came after the savepoint. What waited for a rollback has its way, but not before the transaction has ended:
    /// a receiver that meets its locks in the middle would wait for it, and it for the receiver.
    /// </summary>
    public void RollBackToSavepoint(string name)
    {
        var index = Find(name, released: false);
        if (index < 0)
            index = Find(name, released: true);
        // One that nobody saw being made is taken to be older than all work.
        var mark = index < 0 ? 0 : _savepoints[index].Mark;
        _savepoints.RemoveRange(index + 1, _savepoints.Count - index - 1);
        var undone = _pieces[mark..];
        _pieces.RemoveRange(mark, undone.Count);
        foreach (var piece in undone)
            if (piece.Ending != Ending.Commit)
                _pieces.Add(piece with { Ending = Ending.Either });
    }

    public Task EndAsync(bool committed) => IsEmpty
        ? Task.CompletedTask
        : RunAsync(Take(), committed ? Ending.Rollback : Ending.Commit);

    /// <summary>Nobody can tell how the transaction ended: nothing runs, and the log says so.</summary>
    public void Lose(string context)
    {
        var lost = Take();
        if (lost.Count > 0)
            TransactionLog.WorkLost(lost[0].Runner.Logger, lost.Count, context);
    }

    /// <summary>The same, where the transaction's coordinator cannot tell.</summary>
    public void Doubt(string context)
    {
        var lost = Take();
        if (lost.Count > 0)
            TransactionLog.InDoubt(lost[0].Runner.Logger, lost.Count, context);
    }

    private static async Task RunAsync(List<Piece> pieces, Ending other)
    {
        foreach (var piece in pieces)
            if (piece.Ending != other)
                await piece.Runner.RunAsync(piece.Work).ConfigureAwait(false);
    }

    private List<Piece> Take()
    {
        List<Piece> taken = [.. _pieces];
        _pieces.Clear();
        _savepoints.Clear();
        return taken;
    }

    private int Find(string name, bool released) =>
        _savepoints.FindLastIndex(savepoint => savepoint.Released == released && savepoint.Name == name);

    private readonly record struct Piece(CommittedWork Runner, Func<IServiceProvider, ValueTask> Work, Ending Ending);

    private readonly record struct Savepoint(string Name, int Mark, bool Released);
}
