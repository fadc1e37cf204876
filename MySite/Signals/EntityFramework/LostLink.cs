using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>A link that the context does not track, and that the database removes because one of its ends is deleted.</summary>
/// <param name="Navigation">The relation, seen from the deleted end.</param>
/// <param name="Deleted">The key of the deleted end.</param>
/// <param name="Other">The key of the other end.</param>
internal sealed record LostLink(ISkipNavigation Navigation, EntityKey Deleted, EntityKey Other)
{
    /// <returns>The key of the end on the side of <paramref name="navigation"/>, and the key of the other one.</returns>
    public (EntityKey Instance, EntityKey Related) Seen(ISkipNavigation navigation) =>
        navigation == Navigation ? (Deleted, Other) : (Other, Deleted);
}
