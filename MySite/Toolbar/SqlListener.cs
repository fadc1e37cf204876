using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MySite.Data;

namespace MySite.Toolbar;

/// <summary>Notes each command for the request in whose flow it ran.</summary>
internal sealed class SqlListener : CommandListener
{
    protected override void Note(DbCommand command, CommandEndEventData ended, Exception? error)
    {
        if (ToolbarRecord.Current is not { } record)
            return;
        var parameters = command.Parameters.Cast<DbParameter>().ToArray();
        var values = new HashCode();
        foreach (var parameter in parameters)
            values.Add(parameter.Value);
        record.Note(new SqlCommand(
            SqlText.Masked(command.CommandText),
            string.Join(", ", parameters.Select(parameter => $"{parameter.ParameterName} ({parameter.DbType})")),
            values.ToHashCode(), ended.Duration, error?.GetType().Name));
    }
}
