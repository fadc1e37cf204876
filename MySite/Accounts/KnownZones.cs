using System.Text.RegularExpressions;

namespace MySite.Accounts;

/// <summary>The time zones of the IANA database, as far as this computer knows them.</summary>
internal static partial class KnownZones
{
    public const int MaxLength = 64;

    private static readonly Lazy<string[]> Ids = new(() =>
    [
        .. TimeZoneInfo.GetSystemTimeZones().Select(IanaIdOf).OfType<string>().Append("UTC").Distinct()
            .Order(StringComparer.Ordinal),
    ]);

    /// <summary>The usual names, to choose from; there are older ones besides.</summary>
    public static IReadOnlyList<string> All => Ids.Value;

    /// <returns><see langword="null"/> if there is no such zone.</returns>
    public static TimeZoneInfo? Find(string? id) =>
        // .NET opens a file of this name, wherever a path may lead.
        id is { Length: <= MaxLength } && Name.IsMatch(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
        && zone.HasIanaId
            ? zone
            : null;

    /// <summary>The name as the database spells it, of one that somebody has typed; what is unknown stays as it is.</summary>
    public static string? Spelled(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        var id = typed.Trim().Replace(' ', '_');
        return Find(id) is not null ? id
            : Array.Find(Ids.Value, known => known.Equals(id, StringComparison.OrdinalIgnoreCase)) ?? typed.Trim();
    }

    private static string? IanaIdOf(TimeZoneInfo zone) => zone.HasIanaId ? zone.Id
        : TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var id) ? id
        : null;

    // The trees posix/ and right/ of some systems are copies that no other system knows.
    [GeneratedRegex(@"^(?!posix/|right/)[A-Z][A-Za-z0-9+_-]*(/[A-Za-z0-9][A-Za-z0-9+_-]*)*\z")]
    private static partial Regex Name { get; }
}
