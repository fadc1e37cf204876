using System.Globalization;

namespace MySite.Shared;

/// <summary>How long ago something was, as a person would say it; also how far ahead.</summary>
internal static class Ago
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    public static string Text(DateTimeOffset then, DateTimeOffset now) =>
        then > now ? Ahead(then - now) ?? Date(then) : Back(now - then) ?? Date(then);

    public static string Date(DateTimeOffset when) => when.ToUniversalTime().ToString("d MMM yyyy", English);

    public static string Exact(DateTimeOffset when) =>
        when.ToUniversalTime().ToString("d MMM yyyy, HH:mm 'UTC'", English);

    private static string? Back(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } => $"{age.Minutes} min ago",
        { TotalDays: < 1 } => $"{age.Hours} h ago",
        { TotalDays: < 2 } => "yesterday",
        { TotalDays: < 7 } => $"{age.Days} days ago",
        { TotalDays: < 14 } => "last week",
        { TotalDays: < 28 } => $"{age.Days / 7} weeks ago",
        _ => null,
    };

    private static string? Ahead(TimeSpan wait) => wait switch
    {
        { TotalMinutes: < 1 } => "in a moment",
        { TotalHours: < 1 } => $"in {wait.Minutes} min",
        { TotalDays: < 1 } => $"in {wait.Hours} h",
        { TotalDays: < 2 } => "tomorrow",
        { TotalDays: < 28 } => $"in {wait.Days} days",
        _ => null,
    };
}
