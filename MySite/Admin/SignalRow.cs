using MySite.Signals;

namespace MySite.Admin;

/// <summary>One connection as the map prints it.</summary>
internal sealed record SignalRow(
    string Signal, string? Sender, string Receiver, string Phase, int Priority, string? Key, string Place)
{
    public static SignalRow Of(SignalConnection connection, string contentRoot) => new(
        connection.Signal.Name,
        connection.Sender switch { null => null, Type type => type.Name, var other => other.ToString() },
        connection.Receiver,
        connection.Phase.ToString(),
        connection.Priority,
        connection.Key,
        $"{Relative(connection.File, contentRoot)}:{connection.Line}");

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

    // Paths are those of the machine that compiled; below the sources they are shown from the repository's root.
    private static string Relative(string file, string contentRoot)
    {
        var root = Path.GetFullPath(Path.Combine(contentRoot, ".."));
        return file.StartsWith(root, StringComparison.Ordinal) ? Path.GetRelativePath(root, file) : Path.GetFileName(file);
    }
}
