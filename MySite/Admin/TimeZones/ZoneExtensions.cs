namespace MySite.Admin.TimeZones;

/// <summary>What clocks show, and when they show it.</summary>
/// <remarks>Made of offsets alone: <see cref="TimeZoneInfo.IsInvalidTime"/> and the like miss hours that are skipped or
/// repeated because a country changed its mind, and not for summer.</remarks>
internal static class ZoneExtensions
{
    // Farther than any clock is from UTC.
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    /// <summary>What the clocks show.</summary>
    public static DateTime LocalOf(this TimeZoneInfo zone, DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    /// <summary>When the clocks show it: mostly once, twice in a repeated hour (the first first), never in a skipped
    /// one.</summary>
    public static IReadOnlyList<DateTimeOffset> InstantsOf(this TimeZoneInfo zone, DateTime local)
    {
        var (before, after) = OffsetsAround(zone, local);
        List<DateTimeOffset> found = [];
        foreach (var offset in before == after ? [before] : new[] { before, after })
            if (Instant(local, offset) is { } instant && zone.GetUtcOffset(instant) == offset)
                found.Add(instant);
        found.Sort();
        return found;
    }

    /// <summary>The instant at which the clocks skip it.</summary>
    public static DateTimeOffset SkipOf(this TimeZoneInfo zone, DateTime local)
    {
        var (before, after) = OffsetsAround(zone, local);
        var (early, late) = (local.Ticks - after.Ticks, local.Ticks - before.Ticks);
        while (late - early > 1)
        {
            var middle = early + ((late - early) / 2);
            if (zone.GetUtcOffset(new DateTimeOffset(middle, TimeSpan.Zero)) == after)
                late = middle;
            else
                early = middle;
        }
        return new DateTimeOffset(late, TimeSpan.Zero);
    }

    private static (TimeSpan Before, TimeSpan After) OffsetsAround(TimeZoneInfo zone, DateTime local) =>
        (zone.GetUtcOffset(Near(local, -Margin)), zone.GetUtcOffset(Near(local, Margin)));

    private static DateTimeOffset Near(DateTime local, TimeSpan distance) => new(
        Math.Clamp(local.Ticks + distance.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), TimeSpan.Zero);

    private static DateTimeOffset? Instant(DateTime local, TimeSpan offset) =>
        local.Ticks - offset.Ticks is var ticks && ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;
}
