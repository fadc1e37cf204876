using System.Globalization;
using MySite.Shared;

namespace MySite.Admin.TimeZones;

/// <summary>Dates and times as one member of the staff reads and means them.</summary>
internal sealed class StaffTime(TimeZoneInfo zone, TimeProvider clock)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    public TimeZoneInfo Zone => zone;

    public DateOnly Today => DayOf(clock.GetUtcNow());

    /// <summary>The zone for people: <c>Europe/Berlin (UTC+1)</c>.</summary>
    public string ZoneText => Ago.Offset(zone.GetUtcOffset(clock.GetUtcNow())) is var offset && zone.Id == offset
        ? zone.Id
        : $"{zone.Id} ({offset})";

    /// <summary>The day that an instant lies in: of two days that the clocks cut into each other, one.</summary>
    public DateOnly DayOf(DateTimeOffset instant)
    {
        var day = DateOnly.FromDateTime(zone.LocalOf(instant));
        if (instant < StartOf(day))
            return day.AddDays(-1);
        return day < DateOnly.MaxValue && instant >= StartOf(day.AddDays(1)) ? day.AddDays(1) : day;
    }

    /// <summary>When a day begins: not always at midnight, and not always just once.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return zone.InstantsOf(midnight) switch
        {
            [] => zone.SkipOf(midnight),
            // Put back at one o'clock, midnight comes twice on the day; put back a minute past it, twice on two days.
            [var first, var second] when DateOnly.FromDateTime(zone.LocalOf(second.AddTicks(-1))) == day => first,
            var midnights => midnights[^1],
        };
    }

    public string Text(DateTimeOffset instant) =>
        zone.LocalOf(instant).ToString("d MMM yyyy, HH:mm", English) + (IsTwice(instant) ? $" {OffsetText(instant)}" : "");

    public static string Text(DateOnly day) => day.ToString("d MMM yyyy", English);

    /// <summary>It for programs.</summary>
    public string Exact(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).ToString(
        IsTwice(instant) ? "yyyy-MM-dd HH:mm:sszzz" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private bool IsTwice(DateTimeOffset instant) => zone.InstantsOf(zone.LocalOf(instant)).Count > 1;

    private string OffsetText(DateTimeOffset instant) => Ago.Offset(zone.GetUtcOffset(instant));
}
