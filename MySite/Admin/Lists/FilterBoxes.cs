using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.TimeZones;
using MySite.Data;

namespace MySite.Admin.Lists;

/// <summary>Makes the links of the filters, with how many rows each would leave.</summary>
internal sealed class FilterBoxes<TEntity>(
    IReadOnlyList<ListFilter<TEntity>> filters, DateDrill<TEntity>? drill, LambdaExpression key)
    where TEntity : class
{
    /// <summary>Where no index helps to count, so many rows are looked at.</summary>
    private const int MostRead = 10_000;

    public async Task<IReadOnlyList<FilterBox>> LoadAsync(
        SiteDbContext db, ListScope<TEntity> scope, FoundRows<TEntity> found, ListQuery query,
        StaffTime time, CancellationToken cancellationToken)
    {
        List<FilterBox> boxes = [];
        foreach (var filter in filters)
        {
            var chosen = scope.ChoiceOf(filter);
            var choices = await filter.ListAsync(db, time, cancellationToken);
            if (chosen is not null && choices.All(choice => choice.Value != chosen.Value))
                choices = [.. choices, chosen];
            var isCut = !found.IsScanned && !filter.IsIndexed && await scope.Narrow(found.Rows, drill, filter).SortedBy(key)
                .Skip(MostRead).AnyAsync(cancellationToken);
            List<FilterLink> links = [new(filter.Any, query.With(filter.Name, null), null, chosen is null)];
            foreach (var choice in choices)
            {
                var count = found.IsScanned ? null : await RowCount.OfAsync(
                    ToCount(scope, found.Rows, filter, choice), filter.ServedBy ?? key, cancellationToken);
                links.Add(new FilterLink(
                    choice.Text, query.With(filter.Name, choice.Value), Text(count, isCut), choice.Value == chosen?.Value));
            }
            boxes.Add(new FilterBox(filter.Title, links));
        }
        return boxes;
    }

    private static string? Text(RowCount? count, bool isCut) =>
        count is { IsMore: false } && isCut ? $"{count.Number}+" : count?.Short;

    private IQueryable<TEntity> ToCount(
        ListScope<TEntity> scope, IQueryable<TEntity> rows, ListFilter<TEntity> filter, FilterChoice<TEntity> choice) =>
        filter.IsIndexed
            ? scope.Narrow(rows, drill, filter, choice)
            : scope.Narrow(rows, drill, filter).SortedBy(key).Take(MostRead).Where(choice.Holds);
}
