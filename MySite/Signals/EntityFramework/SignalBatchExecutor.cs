using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace MySite.Signals.EntityFramework;

/// <summary>Executes the statements of a save, inside of whatever repeats them, and sees how that ends.</summary>
internal sealed class SignalBatchExecutor(IBatchExecutor inner, ICurrentDbContext current, IDbContextOptions options)
    : IBatchExecutor
{
    private readonly ContextStates _states = options.FindExtension<ModelSignalsExtension>()!.States;

    public int Execute(IEnumerable<ModificationCommandBatch> commandBatches, IRelationalConnection connection)
    {
        if (_states.Find(current.Context)?.Saves is not { Innermost: { } frame } saves)
            return inner.Execute(commandBatches, connection);
        try
        {
            saves.IsWatched = true;
            frame.StopWaiting();
            return frame.IsStored
                ? new StoringSave(inner, current.Context, connection, frame).Execute(commandBatches)
                : inner.Execute(commandBatches, connection);
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
        _states.Find(current.Context)?.Saves is { Innermost: { } frame } saves
            ? WatchAsync(saves, frame, commandBatches, connection, cancellationToken)
            : inner.ExecuteAsync(commandBatches, connection, cancellationToken);

    private async Task<int> WatchAsync(
        SaveStack saves, SaveFrame frame, IEnumerable<ModificationCommandBatch> batches, IRelationalConnection connection,
        CancellationToken cancellationToken)
    {
        try
        {
            saves.IsWatched = true;
            frame.StopWaiting();
            return await (frame.IsStored
                ? new StoringSave(inner, current.Context, connection, frame).ExecuteAsync(batches, cancellationToken)
                : inner.ExecuteAsync(batches, connection, cancellationToken)).ConfigureAwait(false);
        }
        catch (DbUpdateConcurrencyException)
        {
            // EF Core tells interceptors of this failure only while the save's transaction is still open.
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
