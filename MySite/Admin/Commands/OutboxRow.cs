using System.Globalization;
using MySite.Signals.Outbox;

namespace MySite.Admin.Commands;

/// <summary>One delivery as the command prints it, without its payload, which may hold personal data.</summary>
internal sealed record OutboxRow(
    Guid Id, string State, string Signal, string Receiver, int Version, int Attempts, int Misses,
    DateTimeOffset CreatedAt, DateTimeOffset DueAt, DateTimeOffset? DeadAt, string? Error)
{
    private const int ErrorWidth = 100;

    public static OutboxRow Of(OutboxMessage message) => new(
        message.Id, message.DeadAt is null ? "waiting" : "dead", message.Signal, message.Receiver, message.Version,
        message.Attempts, message.Misses, message.CreatedAt, message.DueAt, message.DeadAt, message.Error);

    public static string Table(IEnumerable<OutboxRow> rows) => TextTable.Of(
        [["ID", "STATE", "SIGNAL", "RECEIVER", "ATTEMPTS", "DUE", "ERROR"], .. rows.Select(row => row.Cells())]);

    private string[] Cells() =>
    [
        $"{Id}", State, Signal, Receiver, Attempts.ToString(CultureInfo.InvariantCulture),
        DeadAt is null ? DueAt.UtcDateTime.ToString("u", CultureInfo.InvariantCulture) : "never", Brief(Error ?? ""),
    ];

    private static string Brief(string error) => BriefText.Cut(error.ReplaceLineEndings(" "), ErrorWidth);
}
