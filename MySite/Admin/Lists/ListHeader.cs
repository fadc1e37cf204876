using MySite.Admin.Models;

namespace MySite.Admin.Lists;

/// <summary>The heading of a column.</summary>
/// <param name="Title">Its text.</param>
/// <param name="Click">The list sorted by it; <see langword="null"/> if it cannot be.</param>
internal sealed record ListHeader(string Title, ListQuery? Click)
{
    /// <value><see langword="null"/> if the list is not sorted by it.</value>
    public bool? IsDescending { get; private init; }

    /// <summary>Which place it has among several columns that are sorted by.</summary>
    public int? Rank { get; private init; }

    /// <summary>The list no longer sorted by it.</summary>
    public ListQuery? Remove { get; private init; }

    public string? AriaSort => IsDescending switch { true => "descending", false => "ascending", null => null };

    public static ListHeader Of(ListColumn column, int index, ListOrder order, ChosenOrder chosen, ListQuery query)
    {
        var header = new ListHeader(
            column.Title, order.IsSortable(index) ? query.With(ListQuery.Order, chosen.Clicked(index)) : null);
        return chosen.Of(index) is not { } sorted ? header : header with
        {
            IsDescending = sorted.IsDescending,
            Rank = chosen.Columns.Count > 1 ? chosen.RankOf(sorted) : null,
            Remove = query[ListQuery.Order] is null ? null : query.With(ListQuery.Order, chosen.Without(index)),
        };
    }
}
