using System.Globalization;

namespace MySite.Admin.Lists;

/// <summary>Dates and times as the staff read and mean them: in UTC, as the site knows no other zone of anybody.</summary>
internal sealed class StaffTime(TimeProvider clock)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    public static TimeZoneInfo Zone => TimeZoneInfo.Utc;

    public DateOnly Today => DayOf(clock.GetUtcNow());

    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(InZone(instant).DateTime);

    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    public static DateTimeOffset InZone(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    public static string Text(DateTimeOffset instant) => InZone(instant).ToString("d MMM yyyy, HH:mm", English);

    public static string Text(DateOnly day) => day.ToString("d MMM yyyy", English);
}
