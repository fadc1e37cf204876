using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Tests.Signals.Identity;

/// <summary>Counts the queries that reach the database.</summary>
internal sealed class CountedCommands : DbCommandInterceptor
{
    internal int Count { get; set; }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Count++;
        return new(result);
    }
}
