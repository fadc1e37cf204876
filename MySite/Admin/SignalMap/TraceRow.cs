using MySite.Signals.Diagnostics;

namespace MySite.Admin.SignalMap;

/// <summary>A trace as a list shows it.</summary>
internal sealed record TraceRow(SignalTrace Trace, int Events, int Failures)
{
    public static TraceRow Of(SignalTrace trace) => new(trace, trace.EventCount + trace.Dropped, trace.FailureCount);

    public bool HasFailed => Failures > 0 || Trace.HasFailed;

    public string Url => UrlOf(Trace);

    public static string UrlOf(SignalTrace trace) => $"/admin/signals/traces/{trace.Number}/";
}
