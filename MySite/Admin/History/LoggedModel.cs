using MySite.Admin.Models;

namespace MySite.Admin.History;

/// <summary>A model with a history: one that is declared, or one that is edited on the page of another.</summary>
/// <param name="Entity">Its type.</param>
/// <param name="Admin">Its declaration; <see langword="null"/> if it is only edited on the page of another.</param>
/// <param name="Parent">The declaration on whose page it is edited.</param>
/// <param name="Collection">The navigation of the parent that holds it.</param>
internal sealed record LoggedModel(Type Entity, ModelAdmin? Admin, ModelAdmin? Parent, string? Collection)
{
    public string Label { get; } = Admin is null
        ? $"{Entity.Namespace!.Split('.')[^1].ToLowerInvariant()}.{Entity.Name.ToLowerInvariant()}"
        : Admin.Label;

    public string Title { get; } = Admin?.Title ?? ModelAdmin.TitleOf(Entity.Name).ToLowerInvariant();

    /// <summary>Whose permissions count.</summary>
    public ModelAdmin Guard => Admin ?? Parent!;

    public string? ParentLabel => Parent?.Label;

    /// <summary>Whether its declaration names the navigation as a field.</summary>
    public bool Shows(string navigation) => Admin?.Fieldsets.Any(fields => fields.Fields.Contains(navigation)) is true;
}
