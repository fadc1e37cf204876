using System.Globalization;

namespace MySite.Admin.Lists;

/// <summary>A line of a file of comma-separated values, as RFC 4180 has it.</summary>
internal static class CsvLine
{
    public static string Of(IEnumerable<object?> values) => $"{string.Join(',', values.Select(Field))}\r\n";

    private static string Field(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "Yes" : "No",
        DateTimeOffset instant => Time(StaffTime.InZone(instant).DateTime),
        DateTime time => Time(time),
        IFormattable number => Quoted(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => Quoted(Defused(value.ToString() ?? "")),
    };

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    // A spreadsheet runs a text that begins like a formula, on the machine of whoever opens the file.
    private static string Defused(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text;

    private static string Quoted(string text) => text.AsSpan().ContainsAny("\",\r\n")
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
