namespace MySite.Admin.Models;

/// <summary>Objects that are edited on the page of the one that they belong to.</summary>
/// <param name="collection">The navigation that holds them.</param>
/// <param name="item">Their type.</param>
/// <param name="fields">What is edited; without any, all that can be.</param>
internal sealed class Inline(string collection, Type item, IReadOnlyList<string> fields)
{
    public string Collection => collection;

    public Type Item => item;

    public IReadOnlyList<string> Fields => fields;

    /// <summary>Empty rows to begin with.</summary>
    public int Extra { get; private set; } = 3;

    /// <summary>One row each, in a table; otherwise one form each.</summary>
    public bool IsTabular { get; private set; } = true;

    public Inline Tabular(int extra = 3)
    {
        (IsTabular, Extra) = (true, extra);
        return this;
    }

    public Inline Stacked(int extra = 3)
    {
        (IsTabular, Extra) = (false, extra);
        return this;
    }
}
