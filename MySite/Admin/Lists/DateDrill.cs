using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.TimeZones;

namespace MySite.Admin.Lists;

/// <summary>Finds the years, months or days that have rows: by one look into the index for each, however many rows it
/// has.</summary>
internal sealed class DateDrill<TEntity>(LambdaExpression date)
{
    private const int MostLinks = 60;

    public LambdaExpression Date => date;

    /// <param name="rows">The rows in a range of days.</param>
    /// <param name="period">What the list is narrowed to.</param>
    /// <param name="time">When days begin.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<DateLinks> ListAsync(
        Func<DateRange, IQueryable<TEntity>> rows, DatePeriod? period, StaffTime time, CancellationToken cancellationToken)
    {
        var shown = period;
        var links = await BelowAsync(rows, shown, time, cancellationToken);
        // A choice of one is none.
        while (period is null && links is [{ Day: null } only])
            links = await BelowAsync(rows, shown = only, time, cancellationToken);
        return new DateLinks(period, links);
    }

    private async Task<IReadOnlyList<DatePeriod>> BelowAsync(
        Func<DateRange, IQueryable<TEntity>> rows, DatePeriod? period, StaffTime time, CancellationToken cancellationToken)
    {
        List<DatePeriod> found = [];
        var range = period?.Range ?? new DateRange(new DateOnly(2, 1, 1), new DateOnly(9999, 1, 1));
        while (found.Count < MostLinks && range.From < range.To && period?.Day is null
            && await FirstAsync(rows(range), cancellationToken) is { } first
            && DatePeriod.Below(period, DateRange.DayOf(first, time)) is { } next)
        {
            found.Add(next);
            range = range with { From = next.Range.To };
        }
        return found;
    }

    private Task<object?> FirstAsync(IQueryable<TEntity> rows, CancellationToken cancellationToken)
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        var value = Expression.Lambda<Func<TEntity, object?>>(Expression.Convert(date.Of(row), typeof(object)), row);
        return rows.SortedBy(date).Select(value).FirstOrDefaultAsync(cancellationToken);
    }
}
