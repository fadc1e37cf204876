using MySite.Signals.Diagnostics;

namespace MySite.Admin.SignalMap;

/// <summary>A trace as a list shows it.</summary>
internal sealed record TraceRow(SignalTrace Trace, int Events, int Failures)
{
    public static TraceRow Of(SignalTrace trace)
    {
        SignalEvent[] all = [.. trace.All()];
        return new(trace, all.Length + trace.Dropped, all.Count(one => one.Outcome == SignalOutcome.Failed));
    }

    public bool HasFailed => Failures > 0 || Trace.HasFailed;

    public string Url => UrlOf(Trace);

    public static string UrlOf(SignalTrace trace) => $"/admin/signals/traces/{trace.Number}/";
}
