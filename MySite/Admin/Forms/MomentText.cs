using System.Globalization;
using MySite.Admin.TimeZones;
using MySite.Shared;

namespace MySite.Admin.Forms;

/// <summary>Instants as forms carry them: what the clocks of a zone show, and their distance from UTC where they show it
/// twice, so that each instant has one text of its own.</summary>
internal static class MomentText
{
    private const string Second = "yyyy-MM-ddTHH:mm:ss";
    private const string Offset = "zzz";
    private static readonly string[] Locals = ["yyyy-MM-ddTHH:mm", Second, "yyyy-MM-ddTHH:mm:ss.FFFFFFF"];

    public static string Of(DateTimeOffset moment, TimeZoneInfo zone) => Format(moment, zone, Second);

    /// <returns>What is wrong with the text; <see langword="null"/> if nothing is.</returns>
    public static string? Read(string text, TimeZoneInfo zone, out DateTimeOffset? moment)
    {
        moment = null;
        if (Local(WithoutOffset(text)) is not { } local)
            return "Enter a date and a time.";
        var instants = zone.InstantsOf(local);
        moment = Choose(instants, zone, OffsetOf(text));
        return (moment, instants) switch
        {
            (not null, _) => null,
            (_, []) when local.Year is 1 or 9999 => "Enter a date and a time.",
            (_, []) => $"This time does not exist in {zone.Id}: the clocks are put forward over it.",
            _ => $"This time comes twice in {zone.Id}, as the clocks are put back. Choose which.",
        };
    }

    /// <summary>What was typed or rendered in one zone, as it is in another.</summary>
    /// <returns>A text that is no moment if it cannot be told in the other zone what was meant.</returns>
    public static string Move(string text, TimeZoneInfo from, TimeZoneInfo to)
    {
        if (Local(WithoutOffset(text)) is not { } local)
            return WithoutOffset(text);
        return Choose(from.InstantsOf(local), from, OffsetOf(text)) is { } moment
            ? Format(moment, to, Locals[^1])
            : WithoutOffset(text) + (from.Id == to.Id ? "" : $" {from.Id}");
    }

    /// <summary>The two that a repeated time may be, to choose from; none for any other.</summary>
    public static IReadOnlyList<Option> Choices(string text, TimeZoneInfo zone) =>
        Local(WithoutOffset(text)) is { } local && zone.InstantsOf(local) is [_, _] twice
            ? [.. twice.Select(instant => TimeZoneInfo.ConvertTime(instant, zone)).Select((instant, place) => new Option(
                instant.ToString(Offset, CultureInfo.InvariantCulture),
                $"{(place == 0 ? "the first" : "the second")} ({Ago.Offset(instant.Offset)})"))]
            : [];

    public static DateTime? Local(string text) => DateTime.TryParseExact(
        text, Locals, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? local : null;

    public static string WithoutOffset(string text) => HasOffset(text) ? text[..^6] : text;

    public static string OffsetOf(string text) => HasOffset(text) ? text[^6..] : "";

    // An offset where the time comes once says nothing, as the date may have been changed after it was chosen.
    private static DateTimeOffset? Choose(IReadOnlyList<DateTimeOffset> instants, TimeZoneInfo zone, string offset) =>
        instants is [var once] ? once : instants.Cast<DateTimeOffset?>().FirstOrDefault(instant =>
            TimeZoneInfo.ConvertTime(instant!.Value, zone).ToString(Offset, CultureInfo.InvariantCulture) == offset);

    private static string Format(DateTimeOffset moment, TimeZoneInfo zone, string format)
    {
        var shown = TimeZoneInfo.ConvertTime(moment, zone);
        return shown.ToString(zone.InstantsOf(shown.DateTime).Count > 1 ? format + Offset : format, CultureInfo.InvariantCulture);
    }

    private static bool HasOffset(string text) => text.Length > Second.Length && (text[^6] is '+' or '-') && text[^3] == ':';
}
