using System.Globalization;

namespace MySite.Admin.Lists;

/// <summary>A year, a month or a day.</summary>
internal sealed record DatePeriod(int Year, int? Month = null, int? Day = null)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    private DateOnly From => new(Year, Month ?? 1, Day ?? 1);

    public DateRange Range => new(From, this switch
    {
        { Day: not null } => From.AddDays(1),
        { Month: not null } => From.AddMonths(1),
        _ => From.AddYears(1),
    });

    /// <summary>It in URLs: 2026, 2026-11 or 2026-11-22.</summary>
    public string Value => this switch
    {
        { Day: not null } => From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { Month: not null } => From.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ => From.ToString("yyyy", CultureInfo.InvariantCulture),
    };

    public string Text => this switch
    {
        { Day: not null } => From.ToString("MMMM d", English),
        { Month: not null } => From.ToString("MMMM yyyy", English),
        _ => Value,
    };

    public DatePeriod? Parent => this switch
    {
        { Day: not null } => this with { Day = null },
        { Month: not null } => this with { Month = null },
        _ => null,
    };

    /// <summary>The next smaller one that a day lies in; <see langword="null"/> below a day.</summary>
    public static DatePeriod? Below(DatePeriod? period, DateOnly day) => period switch
    {
        null => new DatePeriod(day.Year),
        { Month: null } => period with { Month = day.Month },
        { Day: null } => period with { Day = day.Day },
        _ => null,
    };

    /// <returns><see langword="null"/> if the text is none.</returns>
    public static DatePeriod? Read(string text)
    {
        string[] forms = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];
        var form = Array.FindIndex(forms, form => form.Length == text.Length);
        // The days before and after the ends of the calendar are not to be had.
        return form >= 0 && DateOnly.TryParseExact(text, forms[form], CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var day)
            && day.Year is > 1 and < 9999
            ? new DatePeriod(day.Year, form > 0 ? day.Month : null, form > 1 ? day.Day : null)
            : null;
    }
}
