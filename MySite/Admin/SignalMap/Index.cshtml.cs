using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MySite.Admin.SignalMap;

internal sealed class IndexModel(MapReader reader) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Room { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Words { get; set; }

    public MapFilter Filter { get; private set; } = MapFilter.Of(null, null);

    /// <summary>All rooms that hear anything.</summary>
    public IReadOnlyList<string> Rooms { get; private set; } = [];

    public IReadOnlyList<MapSignal> Signals { get; private set; } = [];

    public void OnGet()
    {
        Filter = MapFilter.Of(Room, Words);
        var all = reader.Read();
        Rooms = [.. all.SelectMany(signal => signal.Receivers).Select(receiver => receiver.Room)
            .Distinct().Order(StringComparer.Ordinal)];
        Signals = [.. all.Select(Filter.Apply).OfType<MapSignal>()];
    }
}
