using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Tests.Signals.Identity;

/// <summary>Counts the transactions that are begun.</summary>
internal sealed class CountedTransactions : DbTransactionInterceptor
{
    internal int Count { get; set; }

    public override ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result,
        CancellationToken cancellationToken = default)
    {
        Count++;
        return new(result);
    }
}
