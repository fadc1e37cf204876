using System.Globalization;

namespace MySite.Shared;

/// <summary>How long ago something was, as a person would say it.</summary>
internal static class Ago
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    public static string Text(DateTimeOffset then, DateTimeOffset now) => Back(now - then) ?? Date(then);

    public static string Date(DateTimeOffset when) => when.ToUniversalTime().ToString("d MMM yyyy", English);

    public static string Exact(DateTimeOffset when) =>
        when.ToUniversalTime().ToString("d MMM yyyy, HH:mm 'UTC'", English);

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
