using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Admin.Models;

namespace MySite.Admin.Forms;

/// <summary>A field on a page: what it holds, and what is wrong with it.</summary>
/// <param name="formField">The field.</param>
/// <param name="prefix">What stands before its name in the form; empty for the object's own.</param>
internal sealed class FieldState(FormField formField, string prefix)
{
    public FormField Field => formField;

    /// <summary>Its name in the form.</summary>
    public string Name { get; } = prefix + formField.Name;

    public string Id => Name.Replace('.', '_');

    /// <summary>The value as text; of many, their keys with commas between.</summary>
    public string Text { get; set; } = "";

    /// <summary>The value that the page was made with, by which an edit is told from what somebody else did meanwhile.</summary>
    public string Initial { get; set; } = "";

    /// <summary>The value as read, once the text is in order.</summary>
    public object? Value { get; set; }

    public string? Error { get; set; }

    /// <summary>What somebody else made of it while the page was open.</summary>
    public string? Theirs { get; set; }

    public FieldChoices Choices { get; set; } = FieldChoices.None;

    public IReadOnlyList<Option> Options => Choices.Options;

    public bool HasMore => Choices.HasMore;

    public ModelAdmin? Related => Choices.Related;

    public bool IsEdited => Text != Initial;

    /// <summary>Whether it is shown here, and taken from no form.</summary>
    public bool IsReadOnly { get; init; }

    public bool IsOutput => IsReadOnly || formField.Widget == Widget.Output;

    /// <summary>The value for those who only read it.</summary>
    public string Shown => formField.Target is null
        ? Spaced(Text)
        : string.Join(", ", Options.Where(option => Chosen.Contains(option.Value)).Select(option => option.Text));

    /// <summary><see cref="Theirs"/> for people.</summary>
    public string? TheirsShown => Theirs is { } theirs ? Spaced(theirs) : null;

    public IReadOnlyList<string> Chosen =>
        Text.Length == 0 ? [] : formField.Metadata is ISkipNavigation ? Text.Split(',') : [Text];

    private string Spaced(string text) => formField.ValueType == typeof(DateTimeOffset) || formField.ValueType == typeof(DateTime)
        ? text.Replace('T', ' ') : text;
}
