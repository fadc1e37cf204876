using System.Globalization;

namespace MySite.Admin.Forms;

/// <summary>Values as forms carry them: one text each, the same for the same value.</summary>
internal static class FieldText
{
    private const string Moment = "yyyy-MM-ddTHH:mm:ss";
    private static readonly string[] Moments = ["yyyy-MM-ddTHH:mm", Moment, "yyyy-MM-ddTHH:mm:ss.FFFFFFF"];

    public static string Of(object? value, TimeZoneInfo zone) => value switch
    {
        null => "",
        true => "true",
        false => "false",
        DateTimeOffset moment => TimeZoneInfo.ConvertTime(moment, zone).ToString(Moment, CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString(Moment, CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <returns>What is wrong with the text; <see langword="null"/> if nothing is.</returns>
    public static string? Read(string text, FormField field, TimeZoneInfo zone, out object? value)
    {
        value = null;
        if (text.Length == 0)
            return field.IsRequired ? "This field is required." : null;
        if (field.MaxLength is { } length && field.ValueType == typeof(string) && text.Length > length)
            return $"At most {length} characters fit (this has {text.Length}).";

        var type = field.ValueType;
        if (type == typeof(string))
            value = text;
        else if (type == typeof(DateTimeOffset))
            value = MomentOf(text) is { } local ? InZone(local, zone) : null;
        else if (type == typeof(DateTime))
            value = MomentOf(text);
        else if (type.IsEnum)
            value = Enum.TryParse(type, text, out var member) && Enum.IsDefined(type, member) ? member : null;
        else
            value = InvariantText.Read(type, text);
        return value is null ? WrongOf(field) : null;
    }

    private static DateTime? MomentOf(string text) =>
        DateTime.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? local : null;

    // An hour that the clocks skip is read as the hour after.
    private static DateTimeOffset? InZone(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        var offset = zone.GetUtcOffset(local);
        return local.Ticks - offset.Ticks >= DateTime.MinValue.Ticks && local.Ticks - offset.Ticks <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(local, offset).ToUniversalTime()
            : null;
    }

    private static string WrongOf(FormField field) => field.Widget switch
    {
        Widget.Number => "Enter a number that fits.",
        Widget.Moment => "Enter a date and a time.",
        Widget.Day => "Enter a date.",
        Widget.Choice => "Select one of the choices.",
        _ => "Enter a valid value.",
    };
}
