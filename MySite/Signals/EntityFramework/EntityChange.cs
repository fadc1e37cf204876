using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>An entity in one save, remembered because EF forgets its state and old values once the save is done.</summary>
internal sealed class EntityChange(EntityEntry entry, EntityListeners listeners)
{
    private List<EntityEntry>? _parts;
    private ValueChanges? _values;
    private bool _announced;

    /// <summary>The type that senders are matched by.</summary>
    public Type Type => listeners.Type;

    public EntitySender[] Senders => Deleted ? listeners.Deletes : listeners.Saves;

    public object Entity => entry.Entity;

    public DbContext Context => entry.Context;

    public IReadOnlyEntityType EntityType => entry.Metadata;

    /// <summary>Whether the save is going to delete the entity, as of now.</summary>
    public bool IsDeletion => entry.State == EntityState.Deleted;

    /// <summary>The key, as far as it has an order, to announce deletions by.</summary>
    public IReadOnlyList<object?> Key { get; private set; } = [];

    /// <summary>The entity whose deletion leads to this one.</summary>
    public object Origin { get; private set; } = entry.Entity;

    public bool IsNews => !_announced && IsPending;

    public bool Deleted { get; private set; }

    public bool Created { get; private set; }

    public IReadOnlyList<PropertyChange> Changes => _values?.Changes ?? [];

    public IReadOnlySet<string>? UpdateFields => Created ? null : _values?.Written ?? FieldNames.None;

    public bool IsPending => entry.IsPending() || _parts?.Exists(part => part.IsPending()) is true;

    /// <summary>Adds an owned entity that is going to be written.</summary>
    public void AddPart(EntityEntry part) => (_parts ??= []).Add(part);

    /// <summary>Finds out where a deletion comes from, before anybody is told.</summary>
    public void Trace(TrackedEntities tracked)
    {
        if (_announced || !IsDeletion)
            return;
        Origin = tracked.FindOrigin(entry).Entity;
        Key = EntityKey.Of(entry, entry.Metadata.FindPrimaryKey()!).Values;
    }

    /// <summary>Another look: parts are found anew, and what has turned from a save into a deletion is news again.</summary>
    public void Reopen()
    {
        _parts = null;
        _announced &= !entry.IsPending() || Deleted == IsDeletion;
    }

    public void Announce()
    {
        _announced = true;
        Capture();
    }

    /// <summary>Reads state and values; once before the receivers and again after them, because they may edit.</summary>
    public void Capture()
    {
        Deleted = IsDeletion;
        Created = entry.State == EntityState.Added;
        _values = null;
        if (Created || Deleted)
            return;

        _values = new ValueChanges();
        _values.Read(entry);
        _parts?.ForEach(_values.Read);
    }

    /// <summary>Fills in what the database has made.</summary>
    public void Complete() => _values?.Complete();

    /// <summary>Notes what is still pending although it was saved.</summary>
    public void Remember(UnacceptedChanges unaccepted)
    {
        unaccepted.Remember(entry);
        _parts?.ForEach(unaccepted.Remember);
    }
}
