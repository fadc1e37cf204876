using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Toolbar;

/// <summary>Notes each command for the request in whose flow it ran.</summary>
internal sealed partial class SqlListener : DbCommandInterceptor
{
    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        Note(command, eventData.Duration);
        return result;
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result,
        CancellationToken cancellationToken = default) => new(ReaderExecuted(command, eventData, result));

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        Note(command, eventData.Duration);
        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        new(NonQueryExecuted(command, eventData, result));

    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result)
    {
        Note(command, eventData.Duration);
        return result;
    }

    public override ValueTask<object?> ScalarExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default) =>
        new(ScalarExecuted(command, eventData, result));

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) =>
        Note(command, eventData.Duration, eventData.Exception.GetType().Name);

    public override Task CommandFailedAsync(
        DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        CommandFailed(command, eventData);
        return Task.CompletedTask;
    }

    private static void Note(DbCommand command, TimeSpan elapsed, string? error = null)
    {
        if (ToolbarRecord.Current is not { } record)
            return;
        var parameters = command.Parameters.Cast<DbParameter>().ToArray();
        var values = new HashCode();
        foreach (var parameter in parameters)
            values.Add(parameter.Value);
        record.Note(new SqlCommand(
            Literals().Replace(command.CommandText, "'…'"),
            string.Join(", ", parameters.Select(parameter => $"{parameter.ParameterName} ({parameter.DbType})")),
            values.ToHashCode(), elapsed, error));
    }

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Literals();
}
