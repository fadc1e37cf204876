using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace MySite.Signals.EntityFramework;

/// <summary>Owned entities are entries of their own; for receivers they are part of their owner.</summary>
internal static class OwnedEntities
{
    public static IEnumerable<(EntityEntry Owner, EntityEntry Owned)> Changed(IReadOnlyList<EntityEntry> tracked) =>
        from owned in tracked
        where owned.Metadata.IsOwned() && owned.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
        let owner = Root(owned, tracked)
        where owner is not null
        select (owner, owned);

    private static EntityEntry? Root(EntityEntry owned, IReadOnlyList<EntityEntry> tracked)
    {
        var ownership = owned.Metadata.FindOwnership()!;
        var owner = tracked.FirstOrDefault(entry =>
            ownership.PrincipalEntityType.IsAssignableFrom(entry.Metadata) &&
            Holds(entry.Navigation(ownership.PrincipalToDependent!.Name), owned.Entity));
        return owner is { Metadata: var type } && type.IsOwned() ? Root(owner, tracked) : owner;
    }

    private static bool Holds(NavigationEntry navigation, object entity) => navigation is CollectionEntry many
        ? many.CurrentValue?.Cast<object>().Contains(entity, ReferenceEqualityComparer.Instance) is true
        : ReferenceEquals(navigation.CurrentValue, entity);
}
