namespace MySite.Admin.Forms;

/// <summary>One object of a collection in the form of its owner.</summary>
internal sealed class InlineRow(string prefix, string key, IReadOnlyList<FieldState> fields)
{
    public string Prefix => prefix;

    /// <summary>The object's key; empty for one that does not exist yet.</summary>
    public string Key => key;

    public IReadOnlyList<FieldState> Fields => fields;

    public object? Entity { get; init; }

    public bool IsNew => key.Length == 0;

    public bool IsDeleted { get; set; }

    public string? Error { get; set; }

    public bool IsEdited => fields.Any(each => each.IsEdited);

    /// <summary>Whether nobody wrote anything into a new row, which then does not count.</summary>
    public bool IsEmpty => IsNew && !IsEdited;

    public bool HasConflicts => fields.Any(each => each.Theirs is not null);

    public bool HasErrors => Error is not null || fields.Any(each => each.Error is not null);
}
