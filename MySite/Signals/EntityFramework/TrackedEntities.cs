using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>The tracked entities at one moment, found by the foreign keys of others.</summary>
internal sealed class TrackedEntities
{
    private readonly List<EntityEntry> _entries = [];
    private readonly List<EntityEntry> _pending = [];
    private Dictionary<EntityKey, EntityEntry>? _byKey;

    private TrackedEntities(IEnumerable<EntityEntry> entries, UnacceptedChanges unaccepted)
    {
        foreach (var entry in entries)
        {
            _entries.Add(entry);
            if (!entry.IsPending() || unaccepted.Holds(entry))
                continue;
            _pending.Add(entry);
            HasDeletions |= entry.State == EntityState.Deleted;
        }
    }

    /// <summary>Those that the save is going to write and that nobody was told about.</summary>
    public List<EntityEntry> Pending => _pending;

    /// <summary>Whether one of those is going to be deleted.</summary>
    public bool HasDeletions { get; }

    /// <summary>Brings to light what a save would: changes, unless the context does not look for them, and cascades.</summary>
    public static TrackedEntities Of(DbContext context, UnacceptedChanges unaccepted)
    {
        var tracker = context.ChangeTracker;
        if (tracker.CascadesOnSave())
            tracker.CascadeChanges();
        return new TrackedEntities(tracker.Entries(), unaccepted);
    }

    /// <summary>The same where changes have just come to light.</summary>
    public static TrackedEntities Detected(DbContext context, UnacceptedChanges unaccepted)
    {
        var tracker = context.ChangeTracker;
        tracker.AutoDetectChangesEnabled = false;
        try
        {
            return new TrackedEntities(tracker.Entries(), unaccepted);
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = true;
        }
    }

    public EntityEntry? Find(EntityKey key) => (_byKey ??= Index()).GetValueOrDefault(key);

    public EntityEntry? FindPrincipal(EntityEntry dependent, IReadOnlyForeignKey foreignKey) =>
        Find(EntityKey.OfPrincipal(dependent, foreignKey));

    /// <summary>Owned entities are entries of their own; for receivers they are part of the entity at the root.</summary>
    public EntityEntry? FindOwner(EntityEntry owned)
    {
        EntityEntry? owner = owned;
        while (owner is { Metadata: var type } && type.IsOwned())
            owner = FindPrincipal(owner, type.FindOwnership()!);
        return owner;
    }

    /// <summary>The entity that <paramref name="deleted"/> goes along with, over all steps; itself if with none.</summary>
    public EntityEntry FindOrigin(EntityEntry deleted)
    {
        var passed = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var origin = deleted;
        while (passed.Add(origin.Entity) && FindDeletedPrincipal(origin) is { } principal)
            origin = principal;
        return origin;
    }

    private EntityEntry? FindDeletedPrincipal(EntityEntry dependent) =>
        dependent.Metadata.GetForeignKeys().Where(DeletionListeners.Cascades)
            .Select(key => FindPrincipal(dependent, key))
            .FirstOrDefault(principal => principal is { State: EntityState.Deleted });

    private Dictionary<EntityKey, EntityEntry> Index()
    {
        var byKey = new Dictionary<EntityKey, EntityEntry>();
        foreach (var entry in _entries)
            foreach (var key in entry.Metadata.GetKeys())
                byKey.TryAdd(EntityKey.Of(entry, key), entry);
        return byKey;
    }
}
