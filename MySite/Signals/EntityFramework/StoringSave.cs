using System.Transactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace MySite.Signals.EntityFramework;

/// <summary>
/// A save that stores deliveries along with what it writes: in a transaction of its own, or between savepoints in the
/// caller's, so that a failure in between leaves neither.
/// </summary>
/// <remarks>
/// This happens where EF Core itself would begin a transaction, below the execution strategy, which repeats both, and above
/// the acceptance of changes, so that after a failure the entities are still to be saved and without keys.
/// </remarks>
internal sealed class StoringSave(
    IBatchExecutor inner, DbContext context, IRelationalConnection connection, SaveFrame frame)
{
    private bool IsInTransaction =>
        connection.CurrentTransaction is not null
        || connection is ITransactionEnlistmentManager { EnlistedTransaction: not null }
            or ITransactionEnlistmentManager { CurrentAmbientTransaction: not null };

    private bool MakesSavepoints =>
        context.Database.AutoSavepointsEnabled && connection.CurrentTransaction is { SupportsSavepoints: true };

    public async Task<int> ExecuteAsync(IEnumerable<ModificationCommandBatch> batches, CancellationToken cancellationToken)
    {
        if (!IsInTransaction)
        {
            var begun = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (begun.ConfigureAwait(false))
            {
                var written = await WriteAsync(batches, cancellationToken).ConfigureAwait(false);
                await begun.CommitAsync(cancellationToken).ConfigureAwait(false);
                return written;
            }
        }
        if (!MakesSavepoints)
            return await WriteOrDoomAsync(batches, cancellationToken).ConfigureAwait(false);

        var transaction = connection.CurrentTransaction!;
        await transaction.CreateSavepointAsync(TransactionWork.OwnSavepoint, cancellationToken).ConfigureAwait(false);
        int rows;
        try
        {
            rows = await WriteAsync(batches, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            await GoBackAsync(transaction, error).ConfigureAwait(false);
            throw;
        }
        await transaction.ReleaseSavepointAsync(TransactionWork.OwnSavepoint, cancellationToken).ConfigureAwait(false);
        return rows;
    }

    public int Execute(IEnumerable<ModificationCommandBatch> batches)
    {
        if (!IsInTransaction)
        {
            using var begun = connection.BeginTransaction();
            var written = Write(batches);
            begun.Commit();
            return written;
        }
        if (!MakesSavepoints)
            return WriteOrDoom(batches);

        var transaction = connection.CurrentTransaction!;
        transaction.CreateSavepoint(TransactionWork.OwnSavepoint);
        int rows;
        try
        {
            rows = Write(batches);
        }
        catch (Exception error)
        {
            GoBack(transaction, error);
            throw;
        }
        transaction.ReleaseSavepoint(TransactionWork.OwnSavepoint);
        return rows;
    }

    // The first error is the one to tell, even where a broken connection gives another on the way back.
    private async Task GoBackAsync(IDbContextTransaction transaction, Exception error)
    {
        try
        {
            await transaction.RollbackToSavepointAsync(TransactionWork.OwnSavepoint, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (Exception)
        {
            Doom(error);
        }
    }

    private void GoBack(IDbContextTransaction transaction, Exception error)
    {
        try
        {
            transaction.RollbackToSavepoint(TransactionWork.OwnSavepoint);
        }
        catch (Exception)
        {
            Doom(error);
        }
    }

    private async Task<int> WriteOrDoomAsync(IEnumerable<ModificationCommandBatch> batches, CancellationToken cancellationToken)
    {
        try
        {
            return await WriteAsync(batches, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Doom(error);
            throw;
        }
    }

    private int WriteOrDoom(IEnumerable<ModificationCommandBatch> batches)
    {
        try
        {
            return Write(batches);
        }
        catch (Exception error)
        {
            Doom(error);
            throw;
        }
    }

    private async Task<int> WriteAsync(IEnumerable<ModificationCommandBatch> batches, CancellationToken cancellationToken)
    {
        var makesSavepoints = context.Database.AutoSavepointsEnabled;
        context.Database.AutoSavepointsEnabled = false;
        try
        {
            var rows = await inner.ExecuteAsync(batches, connection, cancellationToken).ConfigureAwait(false);
            await frame.StoreAsync(cancellationToken).ConfigureAwait(false);
            return rows;
        }
        finally
        {
            context.Database.AutoSavepointsEnabled = makesSavepoints;
        }
    }

    private int Write(IEnumerable<ModificationCommandBatch> batches)
    {
        var makesSavepoints = context.Database.AutoSavepointsEnabled;
        context.Database.AutoSavepointsEnabled = false;
        try
        {
            var rows = inner.Execute(batches, connection);
            // The caller has chosen to block; on a thread of the pool, where no context waits for this one.
            Task.Run(() => frame.StoreAsync(CancellationToken.None).AsTask()).GetAwaiter().GetResult();
            return rows;
        }
        finally
        {
            context.Database.AutoSavepointsEnabled = makesSavepoints;
        }
    }

    // Without savepoints, rows may be there whose delivery is not: what they are in must not be committed.
    private void Doom(Exception error)
    {
        if (connection.CurrentTransaction is SignalDbTransaction transaction)
            transaction.Doom(error);
        else if (connection.CurrentTransaction is null)
            (context.Database.GetEnlistedTransaction() ?? Transaction.Current)?.Rollback(error);
    }
}
