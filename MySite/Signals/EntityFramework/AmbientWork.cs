using System.Transactions;

namespace MySite.Signals.EntityFramework;

/// <summary>What waits for the end of an ambient transaction, of which EF Core raises no event.</summary>
internal sealed class AmbientWork
{
    private readonly string _context;

    public AmbientWork(Transaction transaction, string context)
    {
        (Transaction, _context) = (transaction, context);
        transaction.TransactionCompleted += (_, completed) => _ = EndAsync(completed.Transaction);
    }

    public Transaction Transaction { get; }

    public TransactionWork Work { get; } = new();

    // Called in the middle of the scope's Dispose, on whichever thread: the transaction is over, but still the current one.
    private async Task EndAsync(Transaction? ended)
    {
        using var none = new TransactionScope(
            TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
        switch (ended?.TransactionInformation.Status)
        {
            case TransactionStatus.Committed:
                await Work.EndAsync(committed: true).ConfigureAwait(false);
                break;
            case TransactionStatus.Aborted:
                await Work.EndAsync(committed: false).ConfigureAwait(false);
                break;
            default:
                Work.Doubt(_context);
                break;
        }
        none.Complete();
    }
}
