using System.Globalization;
using MySite.Admin.Models;
using MySite.Admin.TimeZones;

namespace MySite.Admin.Lists;

/// <param name="Text">What is read.</param>
/// <param name="IsTrue">Which icon is seen instead; <see langword="null"/> for none.</param>
/// <param name="IsNumber">Whether its digits stand below each other.</param>
internal sealed record ListCell(string Text, bool? IsTrue = null, bool IsNumber = false)
{
    private const string Nothing = "–";

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    public static ListCell Of(object? value, StaffTime time) => value switch
    {
        bool flag => new ListCell(flag ? "Yes" : "No", flag),
        null => new ListCell(Nothing),
        DateTimeOffset instant => new ListCell(time.Text(instant), IsNumber: true),
        DateTime local => new ListCell(local.ToString("d MMM yyyy, HH:mm", English), IsNumber: true),
        DateOnly day => new ListCell(StaffTime.Text(day), IsNumber: true),
        Enum => new ListCell(ModelAdmin.TitleOf(value.ToString()!)),
        int or long or short or byte => new ListCell(string.Create(English, $"{value:N0}"), IsNumber: true),
        IFormattable number => new ListCell(number.ToString(null, English), IsNumber: value is decimal or double or float),
        _ when value.ToString() is { Length: > 0 } text => new ListCell(text),
        _ => new ListCell(Nothing),
    };
}
