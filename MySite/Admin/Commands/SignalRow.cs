using System.Globalization;
using System.Text.RegularExpressions;
using MySite.Admin.SignalMap;
using MySite.Signals;

namespace MySite.Admin.Commands;

/// <summary>One connection as the commands print it.</summary>
internal sealed partial record SignalRow(
    string Signal, string? Sender, string Receiver, string Phase, int Priority, string? Key, string? Condition, string Place)
{
    /// <summary>What stands in a cell that says nothing.</summary>
    public const string Nothing = "-";

    /// <summary>The connections of each signal in the order in which their receivers run.</summary>
    public static IReadOnlyList<SignalRow> All(IEnumerable<SignalConnection> connections) =>
    [
        .. connections.GroupBy(connection => connection.Signal)
            .SelectMany(signal => signal.OrderBy(connection => PhaseOrder.Of(connection.Phase))).Select(Of),
    ];

    public static SignalRow Of(SignalConnection connection) => new(
        connection.Signal.Name,
        SenderOf(connection),
        connection.Receiver,
        connection.Phase.ToString(),
        connection.Priority,
        connection.Key,
        ConditionOf(connection),
        $"{FileOf(connection)}:{connection.Line}");

    public static string Table(IReadOnlyList<SignalRow> rows) => TextTable.Of(
        [["SIGNAL", "SENDER", "RECEIVER", "PHASE", "PRIORITY", "KEY", "CONDITION", "CONNECTED AT"],
            .. rows.Select(row => (string[])
            [
                row.Signal, row.Sender ?? "any", row.Receiver, row.Phase, PriorityOf(row.Priority), row.Key ?? Nothing,
                row.Condition ?? Nothing, row.Place,
            ])]);

    public static string PriorityOf(int priority) => priority.ToString(CultureInfo.InvariantCulture);

    /// <returns><see langword="null"/> if any sender is heard.</returns>
    public static string? SenderOf(SignalConnection connection) => (connection.Sender, connection.Signal.DefaultSender) switch
    {
        (null, null) => null,
        (null, { } owner) => $"{ReceiverName.Of(owner)} or derived",
        (Type type, _) => ReceiverName.Of(type),
        (var other, _) => other.ToString(),
    };

    /// <returns>What must hold for a call, as the source says it; <see langword="null"/> if nothing must.</returns>
    public static string? ConditionOf(SignalConnection connection)
    {
        string[] conditions =
        [
            .. connection.Condition is { } text ? [Spaces.Replace(text, " ")] : Array.Empty<string>(),
            .. connection.Once ? ["once"] : Array.Empty<string>(),
            .. connection.Weak ? ["while its object lives"] : Array.Empty<string>(),
        ];
        return conditions.Length == 0 ? null : string.Join("; ", conditions);
    }

    // Paths are those of the machine that compiled; the site's are shown from its own folder on.
    public static string FileOf(SignalConnection connection)
    {
        var segments = connection.File.Split('/', '\\');
        var start = Array.LastIndexOf(segments, nameof(MySite));
        return string.Join('/', start < 0 ? segments[^1..] : segments[start..]);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces { get; }
}
