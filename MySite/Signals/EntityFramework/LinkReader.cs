using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>Reads join rows that come or go as changes of links, grouped by owner and direction.</summary>
internal static class LinkReader
{
    /// <returns>Removals first, then additions.</returns>
    public static IEnumerable<LinkChange> Read(
        ModelListeners listeners, IReadOnlyList<EntityEntry> joins, TrackedEntities tracked) =>
        from row in joins
        from link in listeners.LinksOf(row.Metadata)
        let owner = tracked.FindPrincipal(row, link.Navigation.ForeignKey)
        where owner is not null
        let added = row.State == EntityState.Added
        group row by (link.Navigation, link.Sender, owner, added) into links
        orderby links.Key.added
        let action = links.Key.added ? M2MAction.PreAdd : Lost(links.Key.owner, links.Key.Navigation)
        select new LinkChange(links.Key.owner, links.Key.Navigation, links.Key.Sender, [.. links], action);

    private static M2MAction Lost(EntityEntry owner, ISkipNavigation navigation)
    {
        if (owner.State == EntityState.Deleted)
            return M2MAction.PreClear;
        var collection = owner.Collection(navigation.Name);
        var empty = collection.IsLoaded && !(collection.CurrentValue?.GetEnumerator().MoveNext() ?? false);
        return empty ? M2MAction.PreClear : M2MAction.PreRemove;
    }
}
