using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>The tracked entities at one moment, found by the foreign keys of others.</summary>
internal sealed class TrackedEntities(IReadOnlyList<EntityEntry> entries, UnacceptedChanges unaccepted)
{
    private Dictionary<EntityKey, EntityEntry>? _byKey;

    /// <summary>Those that the save is going to write and that nobody was told about.</summary>
    public IEnumerable<EntityEntry> Pending => entries.Where(entry => entry.IsPending() && !unaccepted.Holds(entry));

    public EntityEntry? FindPrincipal(EntityEntry dependent, IForeignKey foreignKey) =>
        (_byKey ??= Index()).GetValueOrDefault(EntityKey.OfPrincipal(dependent, foreignKey));

    /// <summary>Owned entities are entries of their own; for receivers they are part of the entity at the root.</summary>
    public EntityEntry? FindOwner(EntityEntry owned)
    {
        EntityEntry? owner = owned;
        while (owner is { Metadata: var type } && type.IsOwned())
            owner = FindPrincipal(owner, type.FindOwnership()!);
        return owner;
    }

    private Dictionary<EntityKey, EntityEntry> Index()
    {
        var byKey = new Dictionary<EntityKey, EntityEntry>();
        foreach (var entry in entries)
            if (EntityKey.Of(entry) is { } key)
                byKey.TryAdd(key, entry);
        return byKey;
    }
}
