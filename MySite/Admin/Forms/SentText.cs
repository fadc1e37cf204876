using System.Globalization;
using System.Text.RegularExpressions;
using MySite.Accounts;

namespace MySite.Admin.Forms;

/// <summary>What a browser sends, in the form in which values are compared.</summary>
internal static class SentText
{
    /// <summary>Names the zone that the page was made in, which may not be that of the one who sends it any more.</summary>
    public const string Zone = "_zone";

    /// <summary>The value of a field as one text; of an instant, what the clocks of a zone show.</summary>
    public static string Of(IFormCollection sent, FieldState field, string name, TimeZoneInfo zone)
    {
        return field.Field.Widget switch
        {
            Widget.Check => sent.ContainsKey(name) ? "true" : "false",
            Widget.Many => string.Join(',', sent[name].OfType<string>().Distinct().Order(StringComparer.Ordinal)),
            Widget.Moment => Move(sent, field, Moment(Part("Date"), Part("Time"), Part("Offset")), zone),
            Widget.LongText => Normal(sent[name].ToString()),
            _ => Normal(sent[name].ToString()).Trim(),
        };

        string Part(string part) => sent[$"{name}.{part}"].ToString().Trim();
    }

    /// <summary>The value that the page was made with.</summary>
    /// <returns><see langword="null"/> if that was not sent along.</returns>
    public static string? InitialOf(IFormCollection sent, FieldState field, string name, TimeZoneInfo zone) =>
        sent.TryGetValue($"initial.{name}", out var known) ? Move(sent, field, Normal(known.ToString()), zone) : null;

    private static string Move(IFormCollection sent, FieldState field, string text, TimeZoneInfo zone) =>
        field.Field.ValueType == typeof(DateTimeOffset)
            ? MomentText.Move(text, KnownZones.Find(sent[Zone].ToString()) ?? zone, zone)
            : text;

    private static string Moment(string date, string time, string offset) => (date, time) switch
    {
        ("", "") => "",
        (_, "") => $"{date}T00:00:00{offset}",
        (_, { Length: 5 }) => $"{date}T{time}:00{offset}",
        _ => $"{date}T{time}{offset}",
    };

    public static string Normal(string text) => text.ReplaceLineEndings("\n");

    /// <summary>The rows that were sent of a collection.</summary>
    public static IEnumerable<int> NumbersIn(IFormCollection sent, string collection) => sent.Keys
        .Select(name => Regex.Match(name, $"^{Regex.Escape(collection)}-([0-9]{{1,6}})-", RegexOptions.CultureInvariant))
        .Where(match => match.Success)
        .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct().Order();
}
