using System.Globalization;

namespace MySite.Admin.Forms;

/// <summary>Values as forms carry them: one text each, the same for the same value.</summary>
internal static class FieldText
{
    private const string Moment = "yyyy-MM-ddTHH:mm:ss";

    public static string Of(object? value, TimeZoneInfo zone) => value switch
    {
        null => "",
        true => "true",
        false => "false",
        DateTimeOffset moment => MomentText.Of(moment, zone),
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
        if (type == typeof(DateTimeOffset))
        {
            var wrong = MomentText.Read(text, zone, out var moment);
            value = moment;
            return wrong;
        }
        if (type == typeof(string))
            value = text;
        else if (type == typeof(DateTime))
            value = MomentText.Local(text);
        else if (type.IsEnum)
            value = Enum.TryParse(type, text, out var member) && Enum.IsDefined(type, member) ? member : null;
        else
            value = InvariantText.Read(type, text);
        return value is null ? WrongOf(field) : null;
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
