namespace MySite.Signals.EntityFramework;

/// <summary>Changes of entities, each entity once, in the order in which they were added.</summary>
/// <remarks>Most saves write an entity or two, for which a dictionary would cost more than it finds.</remarks>
internal sealed class EntityChanges
{
    private const int Few = 8;
    private Dictionary<object, EntityChange>? _byEntity;

    public List<EntityChange> All { get; } = [];

    public EntityChange? Find(object entity)
    {
        if (_byEntity is not null)
            return _byEntity.GetValueOrDefault(entity);
        foreach (var change in All)
            if (ReferenceEquals(change.Entity, entity))
                return change;
        return null;
    }

    public void Add(EntityChange change)
    {
        All.Add(change);
        if (_byEntity is not null)
            _byEntity.Add(change.Entity, change);
        else if (All.Count > Few)
            Index();
    }

    public void KeepThose(Predicate<EntityChange> keep)
    {
        // Almost always all stay; a closure is not made for that.
        if (!All.TrueForAll(keep))
            Remove(keep);
    }

    public void Clear()
    {
        All.Clear();
        _byEntity = null;
    }

    private void Remove(Predicate<EntityChange> unless)
    {
        All.RemoveAll(change => !unless(change));
        if (_byEntity is not null)
            Index();
    }

    private void Index()
    {
        _byEntity = new(ReferenceEqualityComparer.Instance);
        foreach (var change in All)
            _byEntity.Add(change.Entity, change);
    }
}
