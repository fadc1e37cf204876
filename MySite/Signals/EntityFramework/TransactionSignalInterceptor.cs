using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Signals.EntityFramework;

/// <summary>
/// Learns how transactions begin, and how those end that <see cref="SignalTransactionFactory"/> could not wrap: somebody else
/// replaced it, or the provider was chosen after UseModelSignals.
/// </summary>
/// <remarks>
/// Second best. What waited for a commit runs before Commit returns, while the context is busy; a transaction disposed without
/// a commit is noticed when work waits for the next one; and savepoints have no names, so a rollback to one is taken for a
/// rollback to the latest that was not released.
/// </remarks>
internal sealed class TransactionSignalInterceptor(ContextStates states) : DbTransactionInterceptor
{
    private const string Nameless = "";

    public override DbTransaction TransactionStarted(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        TransactionOf(eventData)?.Forget();
        return result;
    }

    public override ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result,
        CancellationToken cancellationToken = default) => new(TransactionStarted(connection, eventData, result));

    public override DbTransaction TransactionUsed(
        DbConnection connection, TransactionEventData eventData, DbTransaction result)
    {
        TransactionOf(eventData)?.Forget();
        return result;
    }

    public override ValueTask<DbTransaction> TransactionUsedAsync(
        DbConnection connection, TransactionEventData eventData, DbTransaction result,
        CancellationToken cancellationToken = default) => new(TransactionUsed(connection, eventData, result));

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        _ = TransactionCommittedAsync(transaction, eventData, CancellationToken.None);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        WorkOf(eventData)?.EndAsync(committed: true) ?? Task.CompletedTask;

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) =>
        _ = TransactionRolledBackAsync(transaction, eventData, CancellationToken.None);

    public override Task TransactionRolledBackAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        WorkOf(eventData)?.EndAsync(committed: false) ?? Task.CompletedTask;

    public override void CreatedSavepoint(DbTransaction transaction, TransactionEventData eventData) =>
        OutsideOfSaves(eventData)?.CreateSavepoint(Nameless);

    public override Task CreatedSavepointAsync(
        DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default)
    {
        CreatedSavepoint(transaction, eventData);
        return Task.CompletedTask;
    }

    public override void ReleasedSavepoint(DbTransaction transaction, TransactionEventData eventData) =>
        OutsideOfSaves(eventData)?.ReleaseSavepoint(Nameless);

    public override Task ReleasedSavepointAsync(
        DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default)
    {
        ReleasedSavepoint(transaction, eventData);
        return Task.CompletedTask;
    }

    public override void RolledBackToSavepoint(DbTransaction transaction, TransactionEventData eventData) =>
        OutsideOfSaves(eventData)?.RollBackToSavepoint(Nameless);

    public override Task RolledBackToSavepointAsync(
        DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default)
    {
        RolledBackToSavepoint(transaction, eventData);
        return Task.CompletedTask;
    }

    private ContextTransaction? TransactionOf(DbContextEventData eventData) => states.Find(eventData.Context)?.Transaction;

    private TransactionWork? WorkOf(TransactionEventData eventData) =>
        TransactionOf(eventData)?.FindUnwrapped(eventData.TransactionId);

    // EF makes a savepoint of its own around each save in a transaction; those are not the caller's.
    private TransactionWork? OutsideOfSaves(TransactionEventData eventData) =>
        states.Find(eventData.Context) is { Saves.IsSaving: false } ? WorkOf(eventData) : null;
}
