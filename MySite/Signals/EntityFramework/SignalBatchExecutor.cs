using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace MySite.Signals.EntityFramework;

/// <summary>Executes the statements of a save, inside of whatever repeats them, and sees how that ends.</summary>
internal sealed class SignalBatchExecutor(IBatchExecutor inner, ICurrentDbContext current, IDbContextOptions options)
    : IBatchExecutor
{
    /// <summary>The name of EF Core's own savepoints.</summary>
    public const string SavepointName = "__EFSavePoint";

    private readonly ContextStates _states = options.FindExtension<ModelSignalsOption>()!.States;

    public int Execute(IEnumerable<ModificationCommandBatch> commandBatches, IRelationalConnection connection)
    {
        if (_states.Find(current.Context)?.Saves is not { IsSaving: true } saves)
            return inner.Execute(commandBatches, connection);
        try
        {
            saves.IsWatched = true;
            return inner.Execute(commandBatches, connection);
        }
        catch (DbUpdateConcurrencyException)
        {
            _ = saves.Fail()?.UndoAsync();
            throw;
        }
        finally
        {
            saves.IsWatched = false;
        }
    }

    public Task<int> ExecuteAsync(
        IEnumerable<ModificationCommandBatch> commandBatches, IRelationalConnection connection,
        CancellationToken cancellationToken = default) =>
        _states.Find(current.Context)?.Saves is { IsSaving: true } saves
            ? WatchAsync(saves, commandBatches, connection, cancellationToken)
            : inner.ExecuteAsync(commandBatches, connection, cancellationToken);

    private async Task<int> WatchAsync(
        SaveStack saves, IEnumerable<ModificationCommandBatch> batches, IRelationalConnection connection,
        CancellationToken cancellationToken)
    {
        try
        {
            saves.IsWatched = true;
            return await inner.ExecuteAsync(batches, connection, cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateConcurrencyException)
        {
            // EF Core tells interceptors of this failure only while the save's transaction is still open.
            saves.IsWatched = false;
            if (saves.Fail() is { } failed)
                await failed.UndoAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            saves.IsWatched = false;
        }
    }
}
