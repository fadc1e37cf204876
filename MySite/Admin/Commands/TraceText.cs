using MySite.Admin.SignalMap;
using MySite.Signals.Diagnostics;

namespace MySite.Admin.Commands;

/// <summary>A trace as a tree of lines.</summary>
internal static class TraceText
{
    /// <param name="trace">The trace; <see langword="null"/> if none was made.</param>
    /// <param name="monitor">Says why there is none.</param>
    public static string Of(SignalTrace? trace, SignalMonitor monitor)
    {
        if (trace is null)
            return WatchNote.Of(monitor) ?? "Nothing is traced.";
        string[] head =
        [
            $"{trace.Kind} {trace.Name}", trace.Result is { } result ? $"exit code {result}" : "failed",
            DurationText.Of(trace.Duration),
        ];
        string[] lines = [.. trace.Events.SelectMany(one => Lines(one, trace, depth: 1))];
        return string.Join(Environment.NewLine,
            [string.Join(", ", head), .. lines.DefaultIfEmpty("  Nothing was sent."), .. Dropped(trace)]);
    }

    private static string[] Dropped(SignalTrace trace) =>
        trace.Dropped == 0 ? [] : [$"  {trace.Dropped} more were not kept: Signals:Trace:Events says how many are."];

    private static IEnumerable<string> Lines(SignalEvent one, SignalTrace trace, int depth)
    {
        var line = TraceEvent.Of(one, trace, _ => (new("stored"), []));
        string[] parts =
        [
            line.Name,
            .. one.Connection is { } connection ? [PhaseText.Of(connection.Phase)] : Array.Empty<string>(),
            .. one.Facts.Select(fact => $"{fact.Key} {fact.Value}"),
            .. line.Outcome.Length > 0 ? [line.Outcome] : Array.Empty<string>(),
            .. one.Duration is { } took ? [DurationText.Of(took)] : Array.Empty<string>(),
        ];
        return one.Events.SelectMany(below => Lines(below, trace, depth + 1))
            .Prepend($"{DurationText.At(one.At),12}{new string(' ', 2 * depth)}{string.Join("  ", parts)}");
    }
}
