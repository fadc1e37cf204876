using MySite.Admin.Models;

namespace MySite.Admin.Forms;

/// <summary>The form of one object, new or stored.</summary>
internal sealed class ObjectForm(ModelAdmin admin, object? entity)
{
    public ModelAdmin Admin => admin;

    /// <summary><see langword="null"/> for a new one.</summary>
    public object? Entity => entity;

    public required IReadOnlyList<(Fieldset Fieldset, FieldState[] Fields)> Fieldsets { get; init; }

    public required IReadOnlyList<InlineForm> Inlines { get; init; }

    public List<string> Errors { get; } = [];

    public IEnumerable<FieldState> Fields => Fieldsets.SelectMany(fieldset => fieldset.Fields);

    public bool HasErrors =>
        Errors.Count > 0 || Fields.Any(each => each.Error is not null)
        || Inlines.Any(inline => inline.Rows.Exists(row => row.HasErrors));

    public bool HasConflicts => Fields.Concat(Inlines.SelectMany(inline => inline.Rows).SelectMany(row => row.Fields))
        .Any(each => each.Theirs is not null);
}
