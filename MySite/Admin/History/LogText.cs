using System.Globalization;
using System.Text.Json;
using MySite.Admin.Models;
using MySite.Shared;

namespace MySite.Admin.History;

/// <summary>What an entry tells, in words.</summary>
internal static class LogText
{
    public static string Of(JsonElement? value, TimeZoneInfo zone) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => "nothing",
        { ValueKind: JsonValueKind.True } => "yes",
        { ValueKind: JsonValueKind.False } => "no",
        { ValueKind: JsonValueKind.String } text => Of(text.GetString()!, zone),
        { } other => other.GetRawText(),
    };

    public static string Of(LogAction action, LogChange change, TimeZoneInfo zone)
    {
        var title = ModelAdmin.TitleOf(change.Name);
        return change switch
        {
            { IsSecret: true } => $"{title}: changed",
            { IsLink: true } => $"{title}: {string.Join("; ", Links(change))}",
            _ when action == LogAction.Added => $"{title}: {Of(change.New, zone)}",
            _ when action == LogAction.Deleted => $"{title}: {Of(change.Old, zone)}",
            _ => $"{title}: {Of(change.Old, zone)} → {Of(change.New, zone)}",
        };
    }

    private static string Of(string text, TimeZoneInfo zone) =>
        DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var instant)
            ? Ago.Exact(instant, zone)
            : $"“{text}”";

    private static IEnumerable<string> Links(LogChange change)
    {
        if (change.Added is { } added)
            yield return $"added {string.Join(", ", added.Select(TextOf))}";
        if (change.Removed is { } removed)
            yield return $"removed {string.Join(", ", removed.Select(TextOf))}";
    }

    private static string TextOf(LogLink link) => link.Text.Length > 0 ? $"“{link.Text}”" : $"№ {link.Id}";
}
