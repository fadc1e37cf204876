using MySite.Signals.Diagnostics;

namespace MySite.Admin.SignalMap;

/// <summary>Why pages show less than there is.</summary>
internal static class WatchNote
{
    /// <returns><see langword="null"/> if everything is watched.</returns>
    public static string? Of(SignalMonitorOptions options) => options switch
    {
        { Enabled: false } => "Nothing is watched: Signals:Trace:Enabled is false.",
        { Traces: 0 } => "No traces are kept: Signals:Trace:Traces is 0.",
        { Sample: < 1 } => $"Of all, {options.Sample * 100:0.##} % are traced: Signals:Trace:Sample says so.",
        _ => null,
    };
}
