using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Signals.Diagnostics;

namespace MySite.Admin.SignalMap;

internal sealed class TracesModel(SignalMonitor monitor) : PageModel
{
    private const int PageSize = 100;

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Failed { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<string> Kinds { get; private set; } = [];

    public IReadOnlyList<TraceRow> Rows { get; private set; } = [];

    public int Pages { get; private set; }

    public int Kept => monitor.Options.Traces;

    public void OnGet()
    {
        var traces = monitor.Traces;
        Kinds = [.. traces.Select(trace => trace.Kind).Distinct().Order(StringComparer.Ordinal)];
        TraceRow[] all =
        [
            .. traces.Where(trace => string.IsNullOrEmpty(Kind) || trace.Kind == Kind).Select(TraceRow.Of)
                .Where(row => !Failed || row.HasFailed),
        ];
        Pages = Math.Max(1, (all.Length + PageSize - 1) / PageSize);
        Number = Math.Clamp(Number, 1, Pages);
        Rows = [.. all.Skip((Number - 1) * PageSize).Take(PageSize)];
    }
}
