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

        var joins = tracked.Pending.Where(IsNewLink).ToArray();
        _links.AddRange(LinkReader.Read(listeners, joins, tracked));
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

    private bool IsNewLink(EntityEntry entry) =>
        entry.State != EntityState.Modified && listeners.LinksOf(entry.Metadata).Count > 0 && _joins.Add(entry.Entity);
}
