using System.Globalization;
using MySite.Signals.Diagnostics;

namespace MySite.Admin.SignalMap;

/// <summary>The traces that ended while somebody was away.</summary>
/// <param name="Traces">Those that are still kept, in the order of their ends.</param>
/// <param name="HasGap">Whether others may have been there before them.</param>
internal sealed record MissedTraces(IReadOnlyList<SignalTrace> Traces, bool HasGap)
{
    private const int Most = 200;

    /// <param name="monitor">Who keeps traces.</param>
    /// <param name="mark">The last that was seen; <see langword="null"/> of somebody who begins.</param>
    public static MissedTraces Since(SignalMonitor monitor, string? mark)
    {
        if (string.IsNullOrEmpty(mark))
            return new([], HasGap: false);
        var ended = Ended(monitor);
        var seen = mark == Start(monitor) ? 0 : Array.FindIndex(ended, trace => MarkOf(trace, monitor) == mark) + 1;
        var hasGap = (seen == 0 && mark != Start(monitor)) || ended.Length - seen > Most;
        return new(ended[Math.Max(seen, ended.Length - Most)..], hasGap);
    }

    /// <summary>The last that has ended so far.</summary>
    public static string Last(SignalMonitor monitor) =>
        Ended(monitor) is [.., var last] ? MarkOf(last, monitor) : Start(monitor);

    /// <summary>A name for a trace that no other has, of an earlier process neither.</summary>
    public static string MarkOf(SignalTrace trace, SignalMonitor monitor) => Mark(monitor, trace.Number);

    private static string Start(SignalMonitor monitor) => Mark(monitor, 0);

    private static string Mark(SignalMonitor monitor, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{monitor.Since.UtcTicks:x}-{number}");

    private static SignalTrace[] Ended(SignalMonitor monitor) =>
    [
        .. monitor.Traces.Where(trace => trace.Duration is not null)
            .OrderBy(trace => trace.StartedAt + trace.Duration).ThenBy(trace => trace.Number),
    ];
}
