using System.CommandLine;
using System.Text.Json;
using MySite.Admin.Outbox;
using MySite.Data;
using MySite.Shared;
using MySite.Signals.Outbox;

namespace MySite.Admin.Commands;

/// <summary>Shows durable deliveries, and mends them by its subcommands.</summary>
internal sealed class OutboxCommand : Command
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Option<bool> _json = new("--json") { Description = "For programs." };
    private readonly Option<int> _limit = new("--limit")
    {
        Description = "How many deliveries to list.",
        DefaultValueFactory = _ => 50,
        Validators = { OutboxChange.AtLeastOne },
    };

    public OutboxCommand(IServiceScopeFactory scopes, TimeProvider clock)
        : base("outbox", "Shows durable deliveries: how many there are, then those that are dead and those that wait.")
    {
        Add(_json);
        Add(_limit);
        Add(new OutboxChange(
            "retry", "Makes deliveries due now, with all their attempts before them. A running site takes them at its next poll.",
            "made due", scopes, DeliveryAct.Retry));
        Add(new OutboxChange(
            "discard", "Deletes deliveries that nobody wants any more.",
            "discarded", scopes, DeliveryAct.Discard));
        Add(new OutboxPurge(scopes, clock));
        SetAction(async (parsed, cancellationToken) =>
        {
            await using var scope = await scopes.CreatePreparedScopeAsync(cancellationToken);
            var outbox = scope.ServiceProvider.GetRequiredService<IOutboxAdmin>();
            var counts = await outbox.CountAsync(cancellationToken);
            var listed = await outbox.ListAsync(parsed.GetValue(_limit), cancellationToken);
            OutboxRow[] rows = [.. listed.Select(OutboxRow.Of)];
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                parsed.GetValue(_json) ? Json(counts, rows) : Text(counts, rows, clock.GetUtcNow()));
        });
    }

    private static string Json(OutboxCounts counts, OutboxRow[] rows) => JsonSerializer.Serialize(
        new { counts.Waiting, counts.Dead, counts.Done, counts.OldestWaiting, Deliveries = rows }, Indented);

    private static string Text(OutboxCounts counts, OutboxRow[] rows, DateTimeOffset now)
    {
        var oldest = counts.OldestWaiting is { } time ? $" The oldest that waits was stored {Ago.Text(time, now)}." : "";
        var summary = $"{counts.Waiting:N0} waiting, {counts.Dead:N0} dead, {counts.Done:N0} done.{oldest}";
        if (rows.Length == 0)
            return summary;
        var hidden = counts.Waiting + counts.Dead - rows.Length;
        var more = hidden > 0 ? $"{Environment.NewLine}and {Count.Of(hidden, "other")}; --limit shows more." : "";
        return $"{summary}{Environment.NewLine}{Environment.NewLine}{OutboxRow.Table(rows)}{more}";
    }
}
