using System.Globalization;
using System.Text.RegularExpressions;

namespace MySite.Admin.Forms;

/// <summary>What a browser sends, in the form in which values are compared.</summary>
internal static class SentText
{
    /// <summary>The value of a field as one text.</summary>
    public static string Of(IFormCollection sent, FieldState field, string name) => field.Field.Widget switch
    {
        Widget.Check => sent.ContainsKey(name) ? "true" : "false",
        Widget.Many => string.Join(',', sent[name].OfType<string>().Distinct().Order(StringComparer.Ordinal)),
        Widget.Moment => Moment(sent[$"{name}.Date"].ToString().Trim(), sent[$"{name}.Time"].ToString().Trim()),
        Widget.LongText => Normal(sent[name].ToString()),
        _ => Normal(sent[name].ToString()).Trim(),
    };

    private static string Moment(string date, string time) => (date, time) switch
    {
        ("", "") => "",
        (_, "") => $"{date}T00:00:00",
        (_, { Length: 5 }) => $"{date}T{time}:00",
        _ => $"{date}T{time}",
    };

    public static string Normal(string text) => text.ReplaceLineEndings("\n");

    /// <summary>The rows that were sent of a collection.</summary>
    public static IEnumerable<int> NumbersIn(IFormCollection sent, string collection) => sent.Keys
        .Select(name => Regex.Match(name, $"^{Regex.Escape(collection)}-([0-9]{{1,6}})-", RegexOptions.CultureInvariant))
        .Where(match => match.Success)
        .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct().Order();
}
