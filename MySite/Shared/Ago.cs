using System.Globalization;

namespace MySite.Shared;

/// <summary>How long ago something was, as a person would say it.</summary>
internal static class Ago
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    public static string Text(DateTimeOffset then, DateTimeOffset now, TimeZoneInfo? zone = null) =>
        Back(now - then) ?? Date(then, zone);

    public static string Date(DateTimeOffset when, TimeZoneInfo? zone = null) =>
        In(zone, when).ToString("d MMM yyyy", English);

    public static string Exact(DateTimeOffset when, TimeZoneInfo? zone = null) =>
        $"{In(zone, when).ToString("d MMM yyyy, HH:mm", English)} {Offset(In(zone, when).Offset)}";

    /// <summary>How far clocks are from UTC: <c>UTC+5:30</c>.</summary>
    public static string Offset(TimeSpan offset) => offset == TimeSpan.Zero ? "UTC"
        : $"UTC{(offset < TimeSpan.Zero ? '−' : '+')}{offset.ToString(offset.Minutes == 0 ? "%h" : @"h\:mm", English)}";

    private static DateTimeOffset In(TimeZoneInfo? zone, DateTimeOffset when) =>
        TimeZoneInfo.ConvertTime(when, zone ?? TimeZoneInfo.Utc);

    private static string? Back(TimeSpan age) => age switch
    {
        { TotalMinutes: <= -1 } => null,
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } => $"{age.Minutes} min ago",
        { TotalDays: < 1 } => $"{age.Hours} h ago",
        { TotalDays: < 2 } => "yesterday",
        { TotalDays: < 7 } => $"{age.Days} days ago",
        { TotalDays: < 14 } => "last week",
        { TotalDays: < 28 } => $"{age.Days / 7} weeks ago",
        _ => null,
    };
}
