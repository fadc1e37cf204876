namespace MySite.Admin.Lists;

/// <summary>The rows of one page, and the ways to the others.</summary>
internal sealed record RowPage(IReadOnlyList<ListRow> Rows, RowCount Count)
{
    public ListQuery? First { get; init; }

    public ListQuery? Previous { get; init; }

    public ListQuery? Next { get; init; }

    public ListQuery? All { get; init; }

    public bool IsOnly => (First, Previous, Next) is (null, null, null);
}
