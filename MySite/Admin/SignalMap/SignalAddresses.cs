using MySite.Signals;

namespace MySite.Admin.SignalMap;

/// <summary>An address for each signal that no other has, whatever they are called. Thread-safe.</summary>
internal sealed class SignalAddresses(ISignalHub hub)
{
    // These are pages.
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase) { "traces", "live" };
    private readonly Dictionary<Signal, string> _slugs = [];
    private readonly Lock _gate = new();

    public string UrlOf(Signal signal) => UrlOf(SlugOf(signal));

    public static string UrlOf(string slug) => $"/admin/signals/{Uri.EscapeDataString(slug)}/";

    /// <summary>The name in addresses: <c>post_save.Question</c>.</summary>
    public string SlugOf(Signal signal)
    {
        lock (_gate)
        {
            if (!_slugs.ContainsKey(signal))
                // What is wired comes first, so that its addresses are the same after the next start.
                foreach (var each in hub.Connections.Select(connection => connection.Signal).Append(signal))
                    if (!_slugs.ContainsKey(each))
                        _slugs[each] = Take(SignalName.Of(each).Replace(" · ", ".", StringComparison.Ordinal));
            return _slugs[signal];
        }
    }

    private string Take(string slug)
    {
        var free = slug;
        for (var number = 2; !_taken.Add(free); number++)
            free = $"{slug}-{number}";
        return free;
    }
}
