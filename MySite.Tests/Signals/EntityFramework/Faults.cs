using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>Lets the next statements that write, or commits, fail as a network would.</summary>
internal sealed class Faults : DbCommandInterceptor, IDbTransactionInterceptor
{
    /// <summary>How many statements are to fail that contain <see cref="Text"/>.</summary>
    public int Statements { get; set; }

    public string Text { get; set; } = "INSERT";

    public int Commits { get; set; }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Execute(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Execute(command);
        return new(result);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result,
        CancellationToken cancellationToken = default)
    {
        if (Commits == 0)
            return new(result);
        Commits--;
        throw new TimeoutException("commit");
    }

    private void Execute(DbCommand command)
    {
        if (Statements == 0 || !command.CommandText.Contains(Text, StringComparison.Ordinal))
            return;
        Statements--;
        throw new TimeoutException(Text);
    }
}
