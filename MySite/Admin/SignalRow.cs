using MySite.Signals;

namespace MySite.Admin;

/// <summary>One connection as the map prints it.</summary>
internal sealed record SignalRow(
    string Signal, string? Sender, string Receiver, string Phase, int Priority, string? Key, string Place)
{
    public static SignalRow Of(SignalConnection connection) => new(
        connection.Signal.Name,
        connection.Sender switch { null => null, Type type => type.Name, var other => other.ToString() },
        connection.Receiver,
        connection.Phase.ToString(),
        connection.Priority,
        connection.Key,
        $"{Relative(connection.File)}:{connection.Line}");

    public static string Table(IReadOnlyList<SignalRow> rows)
    {
        var cells = rows
            .Select(row => (string[])[row.Signal, row.Sender ?? "any", row.Receiver, row.Phase, row.Place])
            .Prepend(["SIGNAL", "SENDER", "RECEIVER", "PHASE", "CONNECTED AT"])
            .ToArray();
        var widths = Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(row => row[column].Length)).ToArray();
        return string.Join(Environment.NewLine, cells.Select(row =>
            string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()));
    }

    // Paths are those of the machine that compiled; the site's are shown from its own folder on.
    private static string Relative(string file)
    {
        var segments = file.Split('/', '\\');
        var start = Array.LastIndexOf(segments, nameof(MySite));
        return string.Join('/', start < 0 ? segments[^1..] : segments[start..]);
    }
}
