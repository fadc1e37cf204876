namespace MySite.Admin.Models;

/// <summary>Fields of a form that belong together.</summary>
/// <param name="title">Its heading; empty for none.</param>
/// <param name="fields">Names of properties and navigations, in order.</param>
internal sealed class Fieldset(string title, IReadOnlyList<string> fields)
{
    public string Title => title;

    public IReadOnlyList<string> Fields => fields;

    /// <summary>Whether it can be folded, and is at first.</summary>
    public bool IsCollapsed { get; private set; }

    public Fieldset Collapsed()
    {
        IsCollapsed = true;
        return this;
    }
}
