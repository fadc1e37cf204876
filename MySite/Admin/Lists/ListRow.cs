namespace MySite.Admin.Lists;

/// <param name="Key">Its key, as it stands in URLs and forms.</param>
/// <param name="Text">What it is called: its first column.</param>
/// <param name="Cells">One for each column.</param>
internal sealed record ListRow(string Key, string Text, IReadOnlyList<ListCell> Cells);
