using System.Globalization;
using MySite.Admin.TimeZones;

namespace MySite.Admin.Lists;

/// <summary>A line of a file of comma-separated values, as RFC 4180 has it.</summary>
internal static class CsvLine
{
    public static string Of(IEnumerable<object?> values, StaffTime time) =>
        $"{string.Join(',', values.Select(value => Field(value, time)))}\r\n";

    private static string Field(object? value, StaffTime time) => value switch
    {
        null => "",
        bool flag => flag ? "Yes" : "No",
        DateTimeOffset instant => time.Exact(instant),
        DateTime local => local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable number => Quoted(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => Quoted(Defused(value.ToString() ?? "")),
    };

    // A spreadsheet runs a text that begins like a formula, on the machine of whoever opens the file.
    private static string Defused(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text;

    private static string Quoted(string text) => text.AsSpan().ContainsAny("\",\r\n")
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
