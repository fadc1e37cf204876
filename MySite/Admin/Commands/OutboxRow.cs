using System.Globalization;
using MySite.Admin.Outbox;
using MySite.Signals.Outbox;

namespace MySite.Admin.Commands;

/// <summary>One delivery as the command prints it, without its payload, which may hold personal data.</summary>
internal sealed record OutboxRow(
    Guid Id, string State, string Signal, string Receiver, int Version, int Attempts, int Misses,
    DateTimeOffset CreatedAt, DateTimeOffset DueAt, DateTimeOffset? HeldUntil, DateTimeOffset? DeadAt, string? Error)
{
    private const int ErrorWidth = 100;

    public static OutboxRow Of(DeliveryRow row, DateTimeOffset now) => new(
        row.Id, row.StateAt(now).Name(), row.Signal, row.Receiver, row.Version, row.Attempts, row.Misses, row.CreatedAt,
        row.DueAt, row.StateAt(now) == DeliveryState.Running ? row.LeasedUntil : null, row.DeadAt, row.Error);

    public static string Table(IEnumerable<DeliveryRow> rows, DateTimeOffset now) => TextTable.Of(
        [["ID", "STATE", "SIGNAL", "RECEIVER", "ATTEMPTS", "DUE", "ERROR"], .. rows.Select(row => Cells(row, now))]);

    private static string[] Cells(DeliveryRow row, DateTimeOffset now) =>
    [
        $"{row.Id}", row.StateAt(now).Name(), row.Signal, row.Receiver, row.Attempts.ToString(CultureInfo.InvariantCulture),
        row.DeadAt is null ? row.DueAt.UtcDateTime.ToString("u", CultureInfo.InvariantCulture) : "never",
        row.BriefError(ErrorWidth),
    ];
}
