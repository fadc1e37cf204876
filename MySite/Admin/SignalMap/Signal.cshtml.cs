using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Signals.Diagnostics;

namespace MySite.Admin.SignalMap;

internal sealed class SignalModel(MapReader reader, SignalMonitor monitor) : PageModel
{
    private const int Shown = 50;

    public MapSignal Signal { get; private set; } = null!;

    /// <summary>The last sends that are in a kept trace, the latest first.</summary>
    public IReadOnlyList<(SignalTrace Trace, SignalEvent Sent)> Recent { get; private set; } = [];

    public IActionResult OnGet(string signal)
    {
        if (reader.Find(signal) is not { } found)
            return NotFound();
        Signal = found;
        Recent =
        [
            .. monitor.Traces
                .SelectMany(trace => trace.All().Where(one => one.Connection is null && one.Signal == found.Signal)
                    .Reverse().Select(one => (trace, one)))
                .Take(Shown),
        ];
        return Page();
    }
}
