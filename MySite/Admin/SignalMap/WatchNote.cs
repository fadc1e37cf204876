using MySite.Shared;
using MySite.Signals.Diagnostics;

namespace MySite.Admin.SignalMap;

/// <summary>Why pages show less than there is.</summary>
internal static class WatchNote
{
    /// <returns><see langword="null"/> if everything is watched.</returns>
    public static string? Of(SignalMonitor monitor) => monitor.Options switch
    {
        { Enabled: false } => "Nothing is watched: Signals:Trace:Enabled is false.",
        { Traces: 0 } => "No traces are kept: Signals:Trace:Traces is 0.",
        { Sample: < 1 and var part } => $"Of all, {part * 100:0.##} % are traced: Signals:Trace:Sample says so.",
        { PerSecond: var most } when monitor.TracesLeftOut is > 0 and var leftOut =>
            $"{Count.Of(leftOut, "more was", "more were")} not traced: of the same name {most} a second are, "
            + "Signals:Trace:PerSecond says so.",
        _ => null,
    };
}
