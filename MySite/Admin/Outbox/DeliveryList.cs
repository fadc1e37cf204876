using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.Lists;
using MySite.Data;
using MySite.Signals.Outbox;

namespace MySite.Admin.Outbox;

/// <summary>One page of deliveries, and the ways to the others.</summary>
internal sealed record DeliveryList(
    IReadOnlyList<DeliveryRow> Rows, ListQuery? First, ListQuery? Previous, ListQuery? Next, string? Notice)
{
    public const int PageSize = 50;

    public bool IsOnly => (First, Previous, Next) is (null, null, null);

    public static async Task<DeliveryList> LoadAsync(
        SiteDbContext db, DeliveryFilter filter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (terms, query) = (TermsOf(filter), filter.Query);
        var rows = filter.Apply(db.Set<OutboxMessage>().AsNoTracking(), now);
        var isBackwards = query[ListQuery.Before] is not null;
        var (edge, notice) = (query[ListQuery.Before] ?? query[ListQuery.After], default(string));
        if (edge is not null && Cursor.Read(edge, terms) is { } values)
            rows = rows.Where(Keyset.Beyond<OutboxMessage>(terms, values, isBackwards, sortsNullHighest: false));
        else if (edge is not null)
            (isBackwards, edge, notice) = (false, null, "That page is not known in this order, so this is the first.");

        var found = await Keyset.Sort(rows, terms, isBackwards).Select(DeliveryQueries.Rows).Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        var isMore = found.Count > PageSize;
        if (isMore)
            found.RemoveAt(PageSize);
        if (isBackwards)
            found.Reverse();
        return new DeliveryList(
            found,
            First: edge is null ? null : query.FirstPage(),
            Previous: found.Count > 0 && (isBackwards ? isMore : edge is not null)
                ? query.With(ListQuery.Before, CursorAt(found[0], filter)) : null,
            Next: found.Count > 0 && (isBackwards || isMore) ? query.With(ListQuery.After, CursorAt(found[^1], filter)) : null,
            notice);
    }

    // As the indices have them: those that wait by their time, the others the latest first. Ids begin with the time.
    private static SortTerm[] TermsOf(DeliveryFilter filter)
    {
        SortTerm latest = new((Expression<Func<OutboxMessage, Guid>>)(message => message.Id), IsDescending: true);
        return filter.State switch
        {
            null => [latest],
            DeliveryState.Done when filter.Receiver is not null => [latest],
            DeliveryState.Done => [By(message => message.DoneAt!.Value, isDescending: true), latest],
            DeliveryState.Dead => [By(message => message.DeadAt!.Value, isDescending: true), latest],
            _ => [By(message => message.DueAt, isDescending: false), latest],
        };
    }

    private static SortTerm By(Expression<Func<OutboxMessage, DateTimeOffset>> time, bool isDescending) =>
        new(time, isDescending);

    private static string CursorAt(DeliveryRow row, DeliveryFilter filter) => Cursor.Of(filter.State switch
    {
        null => [row.Id],
        DeliveryState.Done when filter.Receiver is not null => [row.Id],
        DeliveryState.Done => [row.DoneAt, row.Id],
        DeliveryState.Dead => [row.DeadAt, row.Id],
        _ => (object?[])[row.DueAt, row.Id],
    });
}
