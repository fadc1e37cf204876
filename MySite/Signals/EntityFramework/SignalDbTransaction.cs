using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace MySite.Signals.EntityFramework;

/// <summary>The provider's transaction, and what waits for its end.</summary>
/// <remarks>
/// Works run after the provider's own method has returned: the context is free by then, and no error of theirs can pass for
/// one of the commit. A synchronous method does not wait for them.
/// </remarks>
internal sealed class SignalDbTransaction(
    RelationalTransaction inner, IRelationalConnection connection, DbTransaction transaction,
    IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger, bool owned, ISqlGenerationHelper sql)
    : RelationalTransaction(connection, transaction, inner.TransactionId, logger, transactionOwned: false, sql)
{
    private readonly DbTransaction _transaction = transaction;

    public bool IsOwned => owned;

    public TransactionWork Work { get; } = owned ? TransactionWork.Begin(transaction) : TransactionWork.Share(transaction);

    // PostgreSQL answers the COMMIT of a transaction in which a statement failed with a ROLLBACK, which Npgsql takes for
    // success. Any statement brings it to light; where nothing waits, nobody is misled.
    private bool MayBeDoomed => !Work.IsEmpty && _transaction.GetType().Namespace == "Npgsql";

    private Exception? _doom;

    public override bool SupportsSavepoints => inner.SupportsSavepoints;

    /// <summary>Half of something has been written: from now on a commit is refused.</summary>
    public void Doom(Exception error) => _doom = error;

    public override void Commit()
    {
        ThrowIfDoomed();
        if (MayBeDoomed)
        {
            using var probe = Probe();
            probe.ExecuteNonQuery();
        }
        inner.Commit();
        _ = Work.EndAsync(committed: true);
    }

    public override async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDoomed();
        if (MayBeDoomed)
        {
            var probe = Probe();
            await using (probe.ConfigureAwait(false))
                await probe.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        await inner.CommitAsync(cancellationToken).ConfigureAwait(false);
        await Work.EndAsync(committed: true).ConfigureAwait(false);
    }

    public override void Rollback()
    {
        inner.Rollback();
        _ = Work.EndAsync(committed: false);
    }

    public override async Task RollbackAsync(CancellationToken cancellationToken = default)
    {
        await inner.RollbackAsync(cancellationToken).ConfigureAwait(false);
        await Work.EndAsync(committed: false).ConfigureAwait(false);
    }

    public override void CreateSavepoint(string name)
    {
        inner.CreateSavepoint(name);
        Work.CreateSavepoint(name);
    }

    public override async Task CreateSavepointAsync(string name, CancellationToken cancellationToken = default)
    {
        await inner.CreateSavepointAsync(name, cancellationToken).ConfigureAwait(false);
        Work.CreateSavepoint(name);
    }

    public override void RollbackToSavepoint(string name)
    {
        inner.RollbackToSavepoint(name);
        Work.RollBackToSavepoint(name);
    }

    public override async Task RollbackToSavepointAsync(string name, CancellationToken cancellationToken = default)
    {
        await inner.RollbackToSavepointAsync(name, cancellationToken).ConfigureAwait(false);
        Work.RollBackToSavepoint(name);
    }

    public override void ReleaseSavepoint(string name)
    {
        inner.ReleaseSavepoint(name);
        Work.ReleaseSavepoint(name);
    }

    public override async Task ReleaseSavepointAsync(string name, CancellationToken cancellationToken = default)
    {
        await inner.ReleaseSavepointAsync(name, cancellationToken).ConfigureAwait(false);
        Work.ReleaseSavepoint(name);
    }

    public override void Dispose()
    {
        inner.Dispose();
        base.Dispose();
        _ = EndUncommittedAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
        await EndUncommittedAsync().ConfigureAwait(false);
    }

    // The inner one has done it, and closed the connection as often as it was opened.
    protected override void ClearTransaction()
    {
    }

    protected override Task ClearTransactionAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    private void ThrowIfDoomed()
    {
        if (_doom is not null)
            throw new InvalidOperationException(
                "A save in this transaction failed after its rows were written, and there was no savepoint to go back to. " +
                "Roll the transaction back.",
                _doom);
    }

    private DbCommand Probe()
    {
        var probe = Connection.DbConnection.CreateCommand();
        (probe.Transaction, probe.CommandText) = (_transaction, "SELECT 1");
        return probe;
    }

    // A transaction that was brought along outlives this; if it is another context's, that one will tell.
    private Task EndUncommittedAsync()
    {
        if (owned)
            return Work.EndAsync(committed: false);
        if (!Work.IsOwned)
            Work.Lose(Connection.Context.GetType().Name);
        return Task.CompletedTask;
    }
}
