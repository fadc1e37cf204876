using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Tests.Data;

/// <summary>
/// Stands where SQL Server would: opens nothing, answers "nothing there" or "one row changed", and keeps each command
/// as a stored procedure, which can be checked against the schema.
/// </summary>
internal sealed class SqlServerRecorder : DbCommandInterceptor, IDbConnectionInterceptor
{
    public List<string> Procedures { get; } = [];

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result,
        CancellationToken cancellationToken = default) => ValueTask.FromResult(InterceptionResult.Suppress());

    public ValueTask<InterceptionResult> ConnectionClosingAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        ValueTask.FromResult(InterceptionResult.Suppress());

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Record(command);
        return ValueTask.FromResult(InterceptionResult<DbDataReader>.SuppressWithResult(Answer(command.CommandText)));
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        Record(command);
        return ValueTask.FromResult(InterceptionResult<int>.SuppressWithResult(1));
    }

    private static DataTableReader Answer(string sql)
    {
        var table = new DataTable();
        object? single = sql switch
        {
            _ when sql.StartsWith("SELECT COUNT_BIG", StringComparison.Ordinal) => 0L,
            _ when sql.StartsWith("SELECT CASE", StringComparison.Ordinal) => true,
            _ when sql.StartsWith("SELECT COUNT(*)", StringComparison.Ordinal) => 0,
            _ when sql.StartsWith("SELECT COALESCE(SUM", StringComparison.Ordinal) => 0L,
            _ when sql.StartsWith("SELECT MIN", StringComparison.Ordinal) => DBNull.Value,
            _ => null,
        };
        if (single is not null)
        {
            table.Columns.Add("Value", single is DBNull ? typeof(DateTimeOffset) : single.GetType());
            table.Rows.Add(single);
        }

        return table.CreateDataReader();
    }

    private void Record(DbCommand command)
    {
        var parameters = command.Parameters.Cast<SqlParameter>().Select(p => $"{p.ParameterName} {TypeOf(p)}");
        var name = $"[recorded{Procedures.Count}]";
        Procedures.Add(
            $"CREATE PROCEDURE {name} {string.Join(", ", parameters)} AS BEGIN {command.CommandText} END");
    }

    private static string TypeOf(SqlParameter parameter) => parameter.SqlDbType switch
    {
        SqlDbType.NVarChar => "nvarchar(4000)",
        var type => $"{type}",
    };
}
