using Microsoft.EntityFrameworkCore.Infrastructure;

namespace MySite.Signals.EntityFramework;

/// <summary>What signals know of a context's transaction, and what they have to be told about it.</summary>
/// <remarks>Not thread-safe, like the context. Every method needs a context that opted in with <c>UseModelSignals</c>.</remarks>
public static class SignalTransactionExtensions
{
    /// <summary>The transaction of this very context, which need not be the scope's.</summary>
    /// <param name="database">The context's <c>Database</c>.</param>
    /// <returns>The same object for as long as the context is in use.</returns>
    /// <exception cref="InvalidOperationException">The context does not raise model signals.</exception>
    /// <remarks>The counterpart of Django's <c>on_commit(…, using=…)</c>.</remarks>
    public static ISignalTransaction SignalTransaction(this DatabaseFacade database) => Of(database);

    /// <summary>
    /// Tells that the transaction that was brought along with UseTransaction has been committed, on its DbTransaction: lets go
    /// of it and runs what waited for that.
    /// </summary>
    /// <param name="database">The context's <c>Database</c>; the transaction may be detached already.</param>
    /// <returns>A task that ends when the after-commit receivers have run. Their errors are logged.</returns>
    /// <exception cref="InvalidOperationException">A context began the transaction, or this one raises no signals.</exception>
    /// <remarks>
    /// EF Core cannot see such a commit. If nobody tells, what waited is dropped with a warning in the log, neither committed
    /// nor rolled back, when the context lets go of the transaction or begins another. Not needed where the commit goes
    /// through the context, nor where the transaction belongs to another context that raises signals.
    /// </remarks>
    public static Task CommittedElsewhereAsync(this DatabaseFacade database) => Of(database).EndElsewhereAsync(committed: true);

    /// <summary>
    /// Tells that the transaction that was brought along with UseTransaction has been rolled back, on its DbTransaction: lets
    /// go of it and runs what waited for that.
    /// </summary>
    /// <inheritdoc cref="CommittedElsewhereAsync"/>
    /// <returns>A task that ends when the after-rollback receivers have run. Their errors are logged.</returns>
    public static Task RolledBackElsewhereAsync(this DatabaseFacade database) =>
        Of(database).EndElsewhereAsync(committed: false);

    private static ContextTransaction Of(DatabaseFacade database)
    {
        ArgumentNullException.ThrowIfNull(database);
        var context = database.GetService<ICurrentDbContext>().Context;
        var option = context.GetService<IDbContextOptions>().FindExtension<ModelSignalsExtension>()
            ?? throw new InvalidOperationException($"{context.GetType().Name} raises no signals: call UseModelSignals.");
        return option.States.Of(context).Transaction;
    }
}
