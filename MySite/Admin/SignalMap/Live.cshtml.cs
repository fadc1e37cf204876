using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Signals.Diagnostics;

namespace MySite.Admin.SignalMap;

internal sealed class LiveModel(SignalMonitor monitor) : PageModel
{
    private const int Shown = 50;

    /// <summary>The last trace that may be in the list: the stream goes on after it.</summary>
    public string Mark { get; } = MissedTraces.Last(monitor);

    public IReadOnlyList<TraceRow> Rows { get; private set; } = [];

    public void OnGet() => Rows = [.. monitor.Traces.Where(trace => trace.Duration is not null).Take(Shown).Select(TraceRow.Of)];
}
