using MySite.Signals;
using MySite.Signals.Diagnostics;

namespace MySite.Admin.SignalMap;

/// <summary>A signal, with who hears it in the order in which they run.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Slug">The name in addresses.</param>
/// <param name="Statistics">What it did; <see langword="null"/> if it was not sent yet.</param>
/// <param name="Receivers">Those during the send, then those after its transaction, then those in the background.</param>
/// <param name="IsWatched">Whether it would be known if it was sent.</param>
internal sealed record MapSignal(
    Signal Signal, string Slug, SignalStatistics? Statistics, IReadOnlyList<MapReceiver> Receivers, bool IsWatched)
{
    public string Name => SignalName.Of(Signal);

    public string Url => SignalAddresses.UrlOf(Slug);

    /// <summary>How often it was sent, if that is known.</summary>
    public string? Sent => Statistics is { } did ? $"{did.Sent + did.Unheard:N0}" : IsWatched ? "never" : null;

    /// <summary>It was sent, and nobody is connected.</summary>
    public bool IsUnheard => Receivers.Count == 0;
}
