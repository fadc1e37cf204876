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
        : base("outbox", "Shows durable deliveries: how many there are of each state, then those that are dead, wait or run.")
    {
        Add(_json);
        Add(_limit);
        Add(new OutboxChange(
            "retry", "Makes deliveries due now, with all their attempts before them. A running site takes them at its next poll.",
            "made due", scopes, clock, DeliveryAct.Retry));
        Add(new OutboxChange(
            "discard", "Deletes deliveries that nobody wants any more.",
            "discarded", scopes, clock, DeliveryAct.Discard));
        Add(new OutboxPurge(scopes, clock));
        SetAction(async (parsed, cancellationToken) =>
        {
            await using var scope = await scopes.CreatePreparedScopeAsync(cancellationToken);
            var (services, now) = (scope.ServiceProvider, clock.GetUtcNow());
            var counts = await DeliveryCounts.LoadAsync(services.GetRequiredService<SiteDbContext>(), now, cancellationToken);
            var rows = await services.GetRequiredService<IOutboxAdmin>()
                .ListAsync(parsed.GetValue(_limit), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                parsed.GetValue(_json) ? Json(counts, rows, now) : Text(counts, rows, now));
        });
    }

    private static string Json(DeliveryCounts counts, IReadOnlyList<DeliveryRow> rows, DateTimeOffset now)
    {
        var states = Enum.GetValues<DeliveryState>();
        return JsonSerializer.Serialize(
            new
            {
                Counts = states.ToDictionary(state => state.Name(), state => counts[state]),
                // In these states there may be more.
                AtLeast = states.Where(counts.IsAtLeast).Select(state => state.Name()),
                counts.Oldest,
                OldestAgeSeconds = (now - counts.Oldest)?.TotalSeconds,
                Deliveries = rows.Select(row => OutboxRow.Of(row, now)),
            },
            Indented);
    }

    private static string Text(DeliveryCounts counts, IReadOnlyList<DeliveryRow> rows, DateTimeOffset now)
    {
        var states = Enum.GetValues<DeliveryState>();
        var numbers = string.Join(", ", states.Select(state => $"{counts.Text(state)} {state.Text().ToLowerInvariant()}"));
        var oldest = counts.Oldest is { } time ? $" The oldest that is not made was stored {Ago.Text(time, now)}." : "";
        var summary = $"{numbers}.{oldest}";
        if (rows.Count == 0)
            return summary;
        DeliveryState[] listed = [.. states.Where(state => state != DeliveryState.Done)];
        var hidden = listed.Sum(state => counts[state]) - rows.Count;
        var atLeast = listed.Any(counts.IsAtLeast) ? "at least " : "";
        var more = hidden > 0 ? $"{Environment.NewLine}and {atLeast}{Count.Of(hidden, "other")}; --limit shows more." : "";
        return $"{summary}{Environment.NewLine}{Environment.NewLine}{OutboxRow.Table(rows, now)}{more}";
    }
}
