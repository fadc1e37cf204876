using MySite.Admin.TimeZones;

namespace MySite.Admin.SignalMap;

/// <summary>A moment to the second; the day only where it is another than today.</summary>
internal static class MomentOf
{
    public static string Text(StaffTime time, DateTimeOffset instant) =>
        time.DayOf(instant) == time.Today ? time.Exact(instant)[11..] : time.Exact(instant);
}
