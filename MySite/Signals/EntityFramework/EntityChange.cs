using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace MySite.Signals.EntityFramework;

/// <summary>An entity in one save, remembered because EF forgets its state and old values once the save is done.</summary>
internal sealed class EntityChange(EntityEntry entry, EntityListeners listeners)
{
    private readonly List<EntityEntry> _owned = [];

    public EntityEntry Entry => entry;

    /// <summary>The type that senders are matched by.</summary>
    public Type Type => listeners.Type;

    public EntitySender[] Senders => Deleted ? listeners.Deletes : listeners.Saves;

    public object Entity => entry.Entity;

    public DbContext Context => entry.Context;

    public bool Deleted { get; private set; }

    public bool Created { get; private set; }

    public IReadOnlyList<PropertyChange> Changes { get; private set; } = [];

    public IReadOnlySet<string>? UpdateFields { get; private set; }

    public bool IsPending => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted || _owned.Count > 0;

    public void AddOwned(EntityEntry owned) => _owned.Add(owned);

    /// <summary>Reads state and values; once before the receivers and again after them, because they may edit.</summary>
    public void Capture()
    {
        Deleted = entry.State == EntityState.Deleted;
        Created = entry.State == EntityState.Added;
        if (Created || Deleted)
        {
            (Changes, UpdateFields) = ([], null);
            return;
        }

        var changes = new List<PropertyChange>();
        var written = new HashSet<string>(StringComparer.Ordinal);
        ValueReader.Read(entry, prefix: "", changes, written);
        foreach (var owned in _owned)
            ValueReader.Read(owned, owned.Metadata.FindOwnership()!.PrincipalToDependent!.Name + ".", changes, written);
        (Changes, UpdateFields) = (changes, written);
    }
}
