using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Signals.EntityFramework;

/// <summary>Learns how transactions end.</summary>
/// <remarks>What waited for a commit runs in scopes of its own: the context is still busy here.</remarks>
internal sealed class TransactionSignalInterceptor(SignalHub hub, ContextStates states) : DbTransactionInterceptor
{
    public override DbTransaction TransactionStarted(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        TransactionOf(eventData)?.Forget(except: eventData.TransactionId);
        return result;
    }

    public override ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result,
        CancellationToken cancellationToken = default) => new(TransactionStarted(connection, eventData, result));

    // A synchronous commit does not wait: after-commit receivers report no result to it anyway.
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        _ = RunAsync(eventData);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        RunAsync(eventData);

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) =>
        TransactionOf(eventData)?.Forget(except: Guid.Empty);

    public override Task TransactionRolledBackAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        TransactionRolledBack(transaction, eventData);
        return Task.CompletedTask;
    }

    public override void CreatedSavepoint(DbTransaction transaction, TransactionEventData eventData) =>
        OutsideOfSaves(eventData)?.MarkSavepoint(eventData.TransactionId);

    public override Task CreatedSavepointAsync(
        DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default)
    {
        CreatedSavepoint(transaction, eventData);
        return Task.CompletedTask;
    }

    public override void ReleasedSavepoint(DbTransaction transaction, TransactionEventData eventData) =>
        OutsideOfSaves(eventData)?.ReleaseSavepoint();

    public override Task ReleasedSavepointAsync(
        DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default)
    {
        ReleasedSavepoint(transaction, eventData);
        return Task.CompletedTask;
    }

    public override void RolledBackToSavepoint(DbTransaction transaction, TransactionEventData eventData) =>
        OutsideOfSaves(eventData)?.RollBackToSavepoint();

    public override Task RolledBackToSavepointAsync(
        DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default)
    {
        RolledBackToSavepoint(transaction, eventData);
        return Task.CompletedTask;
    }

    private ContextTransaction? TransactionOf(DbContextEventData eventData) => states.Find(eventData.Context)?.Transaction;

    // EF makes a savepoint of its own around each save in a transaction; those are not the caller's.
    private ContextTransaction? OutsideOfSaves(DbContextEventData eventData) =>
        states.Find(eventData.Context) is { Saves.IsSaving: false } state ? state.Transaction : null;

    private Task RunAsync(TransactionEndEventData eventData) =>
        hub.Committed.RunAsync(TransactionOf(eventData)?.Take(eventData.TransactionId) ?? []);
}
