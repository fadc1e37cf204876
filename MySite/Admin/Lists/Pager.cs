using Microsoft.EntityFrameworkCore;
using MySite.Admin.TimeZones;
using MySite.Data;

namespace MySite.Admin.Lists;

/// <summary>Loads the rows of one page, and no others.</summary>
internal sealed class Pager<TEntity>(
    RowReader<TEntity> reader, IReadOnlyList<SortTerm> terms, (int Size, int MaxShowAll) page, SiteDbContext db,
    StaffTime time)
{
    /// <param name="rows">All, or those that a search found.</param>
    /// <param name="narrow">Leaves those that match.</param>
    /// <param name="query">Which page.</param>
    /// <param name="count">How many match; <see langword="null"/> if it is too much to count.</param>
    /// <param name="notices">Takes what is wrong with the URL.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<RowPage> LoadAsync(
        IQueryable<TEntity> rows, Func<IQueryable<TEntity>, IQueryable<TEntity>> narrow, ListQuery query, RowCount? count,
        List<string> notices, CancellationToken cancellationToken)
    {
        var (size, most) = page;
        var mayShowAll = count is { IsMore: false } && count.Number > size && count.Number <= most;
        if (query[ListQuery.All] is not null && !mayShowAll && count?.Number > size)
            notices.Add($"There are more than {most:N0}, which are too many for one page.");
        var limit = query[ListQuery.All] is not null && mayShowAll ? most : size;

        var isBackwards = query[ListQuery.Before] is not null;
        var edge = query[ListQuery.Before] ?? query[ListQuery.After];
        if (edge is not null && Cursor.Read(edge, terms) is { } values)
            rows = rows.Where(Keyset.Beyond<TEntity>(terms, values, isBackwards, SortsNullHighest));
        else if (edge is not null)
            (isBackwards, edge) = Unknown(notices);

        // Narrowed last: of two bounds of one column SQLite takes the first into the index, and this one is closer.
        var slots = await Keyset.Sort(narrow(rows), terms, isBackwards).Select(reader.Projection(terms)).Take(limit + 1)
            .ToListAsync(cancellationToken);
        var isMore = slots.Count > limit;
        if (isMore)
            slots.RemoveAt(limit);
        if (isBackwards)
            slots.Reverse();
        return new RowPage(
            [.. slots.Select(row => reader.Row(row, time))], count ?? new RowCount(slots.Count, isMore || edge is not null))
        {
            First = edge is null && limit == size ? null : query.FirstPage(),
            Previous = slots is [var first, ..] && (isBackwards ? isMore : edge is not null)
                ? query.With(ListQuery.Before, reader.CursorAt(first))
                : null,
            Next = slots is [.., var last] && (isBackwards || isMore) ? query.With(ListQuery.After, reader.CursorAt(last)) : null,
            All = mayShowAll && limit == size ? query.With(ListQuery.All, "1") : null,
        };
    }

    private bool SortsNullHighest => db.Database.ProviderName!.Contains("PostgreSQL", StringComparison.Ordinal);

    private static (bool, string?) Unknown(List<string> notices)
    {
        notices.Add("That page is not known in this order, so this is the first.");
        return (false, null);
    }
}
