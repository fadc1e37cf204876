using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Tests.Support;

/// <summary>Asks SQLite of every query how it is going to find its rows.</summary>
internal sealed class QueryPlans : DbCommandInterceptor
{
    public ConcurrentQueue<(string Sql, string[] Steps)> Found { get; } = new();

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        await using var plan = command.Connection!.CreateCommand();
        plan.Transaction = command.Transaction;
        plan.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        foreach (DbParameter parameter in command.Parameters)
        {
            var copy = plan.CreateParameter();
            (copy.ParameterName, copy.Value) = (parameter.ParameterName, parameter.Value);
            plan.Parameters.Add(copy);
        }
        List<string> steps = [];
        await using var reader = await plan.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            steps.Add(reader.GetString(3));
        Found.Enqueue((command.CommandText, [.. steps]));
        return result;
    }

    /// <summary>The steps of the queries of a table since the last time.</summary>
    public (string Sql, string[] Steps)[] Take(string table)
    {
        (string Sql, string[] Steps)[] found =
            [.. Found.Where(one => one.Sql.Contains($"\"{table}\"", StringComparison.Ordinal))];
        Found.Clear();
        return found;
    }
}
