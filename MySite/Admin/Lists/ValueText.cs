using System.Globalization;

namespace MySite.Admin.Lists;

/// <summary>Values of the database as they stand in URLs and forms.</summary>
internal static class ValueText
{
    public static string Of(object value) => value switch
    {
        DateTimeOffset instant => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        Enum => Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <returns><see langword="null"/> if the text, which may come from anybody, is none of the type.</returns>
    public static object? Read(Type type, string text)
    {
        const DateTimeStyles Kept = DateTimeStyles.RoundtripKind;
        type = Nullable.GetUnderlyingType(type) ?? type;
        try
        {
            return type switch
            {
                _ when type == typeof(DateTimeOffset) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, Kept),
                _ when type == typeof(DateTime) => DateTime.Parse(text, CultureInfo.InvariantCulture, Kept),
                _ when type.IsEnum => Enum.ToObject(type, long.Parse(text, CultureInfo.InvariantCulture)),
                _ => InvariantText.Read(type, text),
            };
        }
        catch (Exception error) when (error is FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }
}
