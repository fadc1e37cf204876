namespace MySite.Admin.History;

/// <summary>An entry as the page shows it.</summary>
/// <param name="What">What was done, to what if it is a row of the object.</param>
/// <param name="Lines">What it came to.</param>
internal sealed record HistoryRow(LogEntry Entry, string What, IReadOnlyList<string> Lines, bool CanUndo, bool CanRestore)
{
    public string Who => Entry.UserName.Length > 0 ? Entry.UserName : "–";

    public string From => Entry.RemoteAddress is { } address ? $"{address} {Entry.Source}" : Entry.Source;
}
