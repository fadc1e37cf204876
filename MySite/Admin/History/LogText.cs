using System.Globalization;
using System.Text.Json;
using MySite.Admin.Models;
using MySite.Shared;

namespace MySite.Admin.History;

/// <summary>What an entry tells, in words.</summary>
internal static class LogText
{
    public static string Of(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => "nothing",
        { ValueKind: JsonValueKind.True } => "yes",
        { ValueKind: JsonValueKind.False } => "no",
        { ValueKind: JsonValueKind.String } text => Of(text.GetString()!),
        { } other => other.GetRawText(),
    };

    public static string Of(LogAction action, LogChange change)
    {
        var title = ModelAdmin.TitleOf(change.Name);
        return change switch
        {
            { IsSecret: true } => $"{title}: changed",
            { IsLink: true } => $"{title}: {string.Join("; ", Links(change))}",
            _ when action == LogAction.Added => $"{title}: {Of(change.New)}",
            _ when action == LogAction.Deleted => $"{title}: {Of(change.Old)}",
            _ => $"{title}: {Of(change.Old)} → {Of(change.New)}",
        };
    }

    private static string Of(string text) =>
        DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var instant)
            ? Ago.Exact(instant)
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
