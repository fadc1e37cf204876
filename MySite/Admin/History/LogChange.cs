using System.Text.Json;

namespace MySite.Admin.History;

/// <summary>One property or relation of an object, before and after.</summary>
/// <param name="Name">The property, or the navigation to many.</param>
/// <param name="Old">The value before; <see langword="null"/> if there was none.</param>
/// <param name="New">The value after.</param>
/// <param name="Added">Links that came; <see langword="null"/> of a property.</param>
/// <param name="Removed">Links that went.</param>
/// <param name="IsSecret">Whether it is told only that it changed.</param>
internal sealed record LogChange(
    string Name, JsonElement? Old = null, JsonElement? New = null,
    IReadOnlyList<LogLink>? Added = null, IReadOnlyList<LogLink>? Removed = null, bool IsSecret = false)
{
    public bool IsLink => Added is not null || Removed is not null;
}
