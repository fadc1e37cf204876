using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace MySite.Signals.EntityFramework;

/// <summary>What one save is going to write, as far as somebody listens, in the order of the announcements.</summary>
internal sealed class PendingChanges(ModelListeners listeners)
{
    private readonly OrderedDictionary<object, EntityChange> _entities = new(ReferenceEqualityComparer.Instance);
    private readonly List<LinkChange> _links = [];
    private readonly HashSet<object> _joins = new(ReferenceEqualityComparer.Instance);

    public IEnumerable<EntityChange> Entities => _entities.Values;

    /// <summary>What was looked up in the database for the deletions among them.</summary>
    public CollectedRows Collected { get; } = new();

    /// <summary>Those to announce before the save: deletions first, dependents first, by ascending key.</summary>
    public IEnumerable<EntityChange> News =>
        Ordered(Entities.Where(change => change.IsNews), change => change.IsDeletion, descending: false);

    /// <summary>Those to announce after the save: the same order, but by descending key.</summary>
    public IEnumerable<EntityChange> Written => Ordered(Entities, change => change.Deleted, descending: true);

    public IReadOnlyList<LinkChange> Links => _links;

    /// <summary>Adds what came to light since the last time.</summary>
    public void Read(TrackedEntities tracked)
    {
        foreach (var change in Entities)
            change.Reopen();
        foreach (var entry in tracked.Pending)
        {
            if (!entry.Metadata.IsOwned())
                Find(entry);
            else if (tracked.FindOwner(entry) is { } owner)
                Find(owner)?.AddPart(entry);
        }

        foreach (var change in Entities)
            change.Trace(tracked);
        var joins = tracked.Pending.Where(entry => IsNewLink(entry, tracked)).ToArray();
        _links.AddRange(LinkReader.Read(listeners, joins, Collected.TakeNews(), tracked));
    }

    public bool Holds(EntityChange change) => _entities.ContainsKey(change.Entity);

    public bool Holds(LinkChange link) => _links.Contains(link);

    /// <summary>Moves everything over from <paramref name="other"/>.</summary>
    public void TakeOver(PendingChanges other)
    {
        foreach (var change in other.Entities)
            _entities.TryAdd(change.Entity, change);
        _links.AddRange(other._links);
        _joins.UnionWith(other._joins);
        Collected.TakeOver(other.Collected);
        other._entities.Clear();
        other._links.Clear();
        other._joins.Clear();
    }

    /// <summary>The last word before the save: receivers may have taken back, or changed, what was announced.</summary>
    public void Settle()
    {
        foreach (var change in Entities.ToArray())
        {
            if (change.IsPending)
                change.Capture();
            else
                _entities.Remove(change.Entity);
        }
        _links.RemoveAll(link => !link.IsPending);
        _links.ForEach(link => link.Capture());
    }

    private EntityChange? Find(EntityEntry entry)
    {
        if (_entities.TryGetValue(entry.Entity, out var change))
            return change;
        if (listeners.Of(entry.Metadata) is not { } heard)
            return null;
        _entities.Add(entry.Entity, change = new EntityChange(entry, heard));
        return change;
    }

    private bool IsNewLink(EntityEntry entry, TrackedEntities tracked) =>
        entry.State != EntityState.Modified && listeners.LinksOf(entry.Metadata).Count > 0 && !IsLost(entry, tracked)
        && _joins.Add(entry.Entity);

    // A receiver may load and remove what was announced as lost: that is the same link.
    private bool IsLost(EntityEntry join, TrackedEntities tracked) =>
        join.State == EntityState.Deleted
        && Collected.Find(EntityKey.Of(join, join.Metadata.FindPrimaryKey()!)) is { } lost
        && tracked.Find(lost.Deleted) is { State: EntityState.Deleted };

    private EntityChange[] Ordered(
        IEnumerable<EntityChange> changes, Func<EntityChange, bool> deletion, bool descending)
    {
        var (deletions, saves) = (changes.Where(deletion).ToArray(), changes.Where(change => !deletion(change)).ToArray());
        if (deletions.Length == 0)
            return saves;
        var byType = deletions.OrderBy(change => listeners.Deletions.RankOf(change.EntityType));
        return [
            .. descending
                ? byType.ThenByDescending(change => change.Key, KeyOrder.Instance)
                : byType.ThenBy(change => change.Key, KeyOrder.Instance),
            .. saves,
        ];
    }
}
