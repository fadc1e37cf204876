using MySite.Admin.Forms;

namespace MySite.Admin.Lists.Editing;

/// <summary>What can be edited in the rows of a list.</summary>
internal sealed class ListForm(IReadOnlyList<InlineRow> rows)
{
    public IReadOnlyList<InlineRow> Rows => rows;

    /// <summary>What is wrong besides what the rows say.</summary>
    public List<string> Errors { get; } = [];

    public bool HasErrors => Errors.Count > 0 || rows.Any(row => row.HasErrors);

    /// <summary>What is said above the rows.</summary>
    public string? Alert => this switch
    {
        { Errors.Count: > 0 } => string.Join(' ', Errors),
        _ when rows.Any(row => row.HasConflicts) =>
            "Somebody else changed this while the page was open. Nothing is saved yet: compare, and save again.",
        { HasErrors: true } => "Please correct what is marked below. Nothing is saved yet.",
        _ => null,
    };

    public InlineRow? RowOf(string key) => rows.FirstOrDefault(row => row.Key == key);
}
