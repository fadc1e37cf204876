using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>Reads join rows that come or go as changes of links, grouped by owner and direction.</summary>
internal static class LinkReader
{
    /// <returns>Removals first, then additions.</returns>
    public static IEnumerable<LinkChange> Read(
        ModelListeners listeners, IEnumerable<EntityEntry> joins, IEnumerable<LostLink> lost, TrackedEntities tracked) =>
        from half in Tracked(listeners, joins, tracked).Concat(Lost(listeners, lost, tracked))
        group half by (half.Navigation, half.Sender, half.Owner, Added: half.Join is { State: EntityState.Added }) into links
        orderby links.Key.Added
        let action = links.Key.Added ? M2MAction.PreAdd : Lost(links.Key.Owner, links.Key.Navigation)
        select new LinkChange(
            links.Key.Owner, links.Key.Navigation, links.Key.Sender,
            [.. links.Select(half => half.Join).OfType<EntityEntry>()],
            [.. links.Select(half => half.Lost).OfType<LostKey>()],
            action);

    private static IEnumerable<Half> Tracked(
        ModelListeners listeners, IEnumerable<EntityEntry> joins, TrackedEntities tracked) =>
        from row in joins
        from link in listeners.LinksOf(row.Metadata)
        let owner = tracked.FindPrincipal(row, link.Navigation.ForeignKey)
        where owner is not null
        select new Half(link.Navigation, link.Sender, owner, row, null);

    private static IEnumerable<Half> Lost(
        ModelListeners listeners, IEnumerable<LostLink> lost, TrackedEntities tracked) =>
        from row in lost
        let cause = tracked.Find(row.Deleted)
        where cause is not null
        from link in listeners.LinksOf(row.Navigation.JoinEntityType)
        let seen = row.Seen(link.Navigation)
        let owner = tracked.Find(seen.Instance)
        where owner is not null
        select new Half(link.Navigation, link.Sender, owner, null, new LostKey(cause, seen.Related));

    private static M2MAction Lost(EntityEntry owner, ISkipNavigation navigation)
    {
        if (owner.State == EntityState.Deleted)
            return M2MAction.PreClear;
        var collection = owner.Collection(navigation.Name);
        var empty = collection.IsLoaded && !(collection.CurrentValue?.GetEnumerator().MoveNext() ?? false);
        return empty ? M2MAction.PreClear : M2MAction.PreRemove;
    }

    /// <summary>One link, seen from one of its ends: a tracked row, or one that the database removes by itself.</summary>
    private readonly record struct Half(
        ISkipNavigation Navigation, LinkSender Sender, EntityEntry Owner, EntityEntry? Join, LostKey? Lost);
}
