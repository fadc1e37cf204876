using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Data;

/// <summary>Tells a tracer of each command, in OpenTelemetry's names for databases, alike on every provider.</summary>
internal sealed class DatabaseSpans : CommandListener
{
    public const string SourceName = "MySite.Data";

    private static readonly ActivitySource Source = new(SourceName);

    // Begun when it has ended: nothing runs below a command that could need it as its parent. One that stands below nothing
    // would be a trace of its own, and the outbox looks into its table all day; one below a span that is not traced is not kept.
    protected override void Note(DbCommand command, CommandEndEventData ended, Exception? error)
    {
        if (Activity.Current is not { IsAllDataRequested: true } || !Source.HasListeners())
            return;
        using var span = Source.StartActivity(
            "command", ActivityKind.Client, default(ActivityContext), startTime: ended.StartTime);
        if (span is null)
            return;
        if (span.IsAllDataRequested)
            Describe(span, command, SystemOf(ended.Context?.Database.ProviderName));
        if (error is not null)
            span.SetTag("error.type", error.GetType().FullName);
        if (error is not (null or OperationCanceledException))
            span.SetStatus(ActivityStatusCode.Error);
        span.SetEndTime((ended.StartTime + ended.Duration).UtcDateTime);
    }

    private static void Describe(Activity span, DbCommand command, string system)
    {
        var (operation, table) = SqlText.Of(command.CommandText);
        span.DisplayName = operation is null ? system : table is null ? operation : $"{operation} {table}";
        span.SetTag("db.system.name", system).SetTag("db.namespace", command.Connection?.Database)
            .SetTag("db.operation.name", operation).SetTag("db.collection.name", table)
            .SetTag("db.query.text", SqlText.Masked(command.CommandText));
    }

    private static string SystemOf(string? provider) => provider switch
    {
        "Microsoft.EntityFrameworkCore.Sqlite" => "sqlite",
        "Microsoft.EntityFrameworkCore.SqlServer" => "microsoft.sql_server",
        "Npgsql.EntityFrameworkCore.PostgreSQL" => "postgresql",
        _ => "other_sql",
    };
}
