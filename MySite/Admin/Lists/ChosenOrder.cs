namespace MySite.Admin.Lists;

/// <param name="Columns">The columns whose headings show it.</param>
/// <param name="Terms">What the database sorts by; the last term is the key.</param>
internal sealed record ChosenOrder(IReadOnlyList<SortedColumn> Columns, IReadOnlyList<SortTerm> Terms)
{
    public SortedColumn? Of(int column) => Columns.FirstOrDefault(sorted => sorted.Index == column);

    public int RankOf(SortedColumn column) => Columns.Index().First(sorted => sorted.Item == column).Index + 1;

    /// <summary>The order after a click on a heading: by that column first, the other way if it was sorted by already.</summary>
    public string Clicked(int column) => Text(
        [new SortedColumn(column, Of(column) is { IsDescending: false }), .. Columns.Where(sorted => sorted.Index != column)]);

    public string Without(int column) => Text(Columns.Where(sorted => sorted.Index != column));

    private static string Text(IEnumerable<SortedColumn> columns) => string.Join('.', columns);
}
