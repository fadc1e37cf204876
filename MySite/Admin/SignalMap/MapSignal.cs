using MySite.Signals;
using MySite.Signals.Diagnostics;

namespace MySite.Admin.SignalMap;

/// <summary>A signal, with who hears it in the order in which they run.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Statistics">What it did; <see langword="null"/> if it was not sent yet.</param>
/// <param name="Receivers">Those during the send, then those after its transaction, then those in the background.</param>
internal sealed record MapSignal(Signal Signal, SignalStatistics? Statistics, IReadOnlyList<MapReceiver> Receivers)
{
    public string Name => Signal.ToString();

    /// <summary>The name in addresses: <c>post_save.Question</c>.</summary>
    public string Slug => SlugOf(Signal);

    public string Url => UrlOf(Signal);

    /// <summary>It was sent, and nobody is connected.</summary>
    public bool IsUnheard => Receivers.Count == 0;

    public static string SlugOf(Signal signal) => signal.ToString().Replace(" · ", ".", StringComparison.Ordinal);

    public static string UrlOf(Signal signal) => $"/admin/signals/{Uri.EscapeDataString(SlugOf(signal))}/";
}
