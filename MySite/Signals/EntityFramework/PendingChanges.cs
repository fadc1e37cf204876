using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace MySite.Signals.EntityFramework;

/// <summary>What one save is going to write, as far as somebody listens, in the order of the announcements.</summary>
internal sealed class PendingChanges(ModelListeners listeners)
{
    private readonly EntityChanges _entities = new();
    private readonly List<LinkChange> _links = [];
    private HashSet<object>? _joins;

    // Lists as such here and below, which are walked through without an object for that.
    public List<EntityChange> Entities => _entities.All;

    /// <summary>What was looked up in the database for the deletions among them.</summary>
    public CollectedRows Collected => field ??= new();

    /// <summary>Those to announce before the save: deletions first, dependents first, by ascending key.</summary>
    public List<EntityChange> News =>
        Ordered(_entities.All.FindAll(change => change.IsNews), change => change.IsDeletion, descending: false);

    /// <summary>Those to announce after the save: the same order, but by descending key.</summary>
    public List<EntityChange> Written =>
        Ordered(_entities.All, change => change.Deleted, descending: true);

    public List<LinkChange> Links => _links;

    /// <summary>Adds what came to light since the last time.</summary>
    public void Read(TrackedEntities tracked)
    {
        foreach (var change in Entities)
            change.Reopen();
        foreach (var entry in tracked.Pending)
        {
            // Nobody listens to owned entities themselves, so those that are listened to need not be asked.
            if (Find(entry) is null && entry.Metadata.IsOwned() && tracked.FindOwner(entry) is { } owner)
                Find(owner)?.AddPart(entry);
        }

        if (tracked.HasDeletions)
            foreach (var change in Entities)
                change.Trace(tracked);
        if (!listeners.HasLinks)
            return;
        var joins = tracked.Pending.Where(entry => IsNewLink(entry, tracked)).ToArray();
        _links.AddRange(LinkReader.Read(listeners, joins, Collected.TakeNews(), tracked));
    }

    public bool Holds(EntityChange change) => _entities.Find(change.Entity) is not null;

    public bool Holds(LinkChange link) => _links.Contains(link);

    /// <summary>Moves everything over from <paramref name="other"/>.</summary>
    public void TakeOver(PendingChanges other)
    {
        foreach (var change in other.Entities)
            if (!Holds(change))
                _entities.Add(change);
        _links.AddRange(other._links);
        foreach (var join in other._joins ?? [])
            (_joins ??= new(ReferenceEqualityComparer.Instance)).Add(join);
        Collected.TakeOver(other.Collected);
        other._entities.Clear();
        other._links.Clear();
        other._joins = null;
    }

    /// <summary>The last word before the save: receivers may have taken back, or changed, what was announced.</summary>
    public void Settle()
    {
        _entities.KeepThose(change => change.IsPending);
        foreach (var change in Entities)
            change.Capture();
        _links.RemoveAll(link => !link.IsPending);
        _links.ForEach(link => link.Capture());
    }

    private EntityChange? Find(EntityEntry entry)
    {
        if (_entities.Find(entry.Entity) is { } known)
            return known;
        if (listeners.Of(entry.Metadata) is not { } heard)
            return null;
        var change = new EntityChange(entry, heard);
        _entities.Add(change);
        return change;
    }

    private bool IsNewLink(EntityEntry entry, TrackedEntities tracked) =>
        entry.State != EntityState.Modified && listeners.LinksOf(entry.Metadata).Count > 0 && !IsLost(entry, tracked)
        && (_joins ??= new(ReferenceEqualityComparer.Instance)).Add(entry.Entity);

    // A receiver may load and remove what was announced as lost: that is the same link.
    private bool IsLost(EntityEntry join, TrackedEntities tracked) =>
        join.State == EntityState.Deleted
        && Collected.Find(EntityKey.Of(join, join.Metadata.FindPrimaryKey()!)) is { } lost
        && tracked.Find(lost.Deleted) is { State: EntityState.Deleted };

    private List<EntityChange> Ordered(
        List<EntityChange> changes, Predicate<EntityChange> deletion, bool descending)
    {
        if (!changes.Exists(deletion))
            return changes;
        var (deletions, saves) = (changes.FindAll(deletion), changes.FindAll(change => !deletion(change)));
        var byType = deletions.OrderBy(change => listeners.Deletions.RankOf(change.EntityType));
        return [
            .. descending
                ? byType.ThenByDescending(change => change.Key, KeyOrder.Instance)
                : byType.ThenBy(change => change.Key, KeyOrder.Instance),
            .. saves,
        ];
    }
}
