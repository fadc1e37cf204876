using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>What an update writes, and what of it is really different.</summary>
/// <remarks>
/// "Modified" is not "changed": Identity's store marks every property, so the values decide, by the property's own comparer.
/// </remarks>
internal sealed class ValueChanges
{
    private readonly List<PropertyChange> _changes = [];
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly List<(int Index, PropertyEntry Property)> _temporary = [];

    public IReadOnlyList<PropertyChange> Changes => _changes;

    public IReadOnlySet<string> Written => _written;

    /// <summary>Reads an updated entity, or an owned entity inside it that was added, updated or removed.</summary>
    public void Read(EntityEntry entry)
    {
        var ownership = entry.Metadata.FindOwnership();
        var path = Path(entry.Metadata);
        foreach (var property in entry.Properties)
        {
            if (property.Metadata.IsPrimaryKey() || ownership?.Properties.Contains(property.Metadata) is true)
                continue;
            if (entry.State is EntityState.Added or EntityState.Deleted)
                ReadPart(path + property.Metadata.Name, property, ownership is { IsUnique: true });
            else if (property.IsModified)
                Add(path + property.Metadata.Name, property, property.OriginalValue, property.CurrentValue);
        }

        foreach (var complex in entry.ComplexProperties.Where(complex => complex.IsModified))
            Read(complex, path + complex.Metadata.Name + ".");
        foreach (var many in entry.ComplexCollections.Where(many => many.IsModified))
            Add(path + many.Metadata.Name, entry.OriginalValues[(IComplexProperty)many.Metadata], many.CurrentValue);
    }

    /// <summary>Replaces the temporary values of keys that the database has made by now.</summary>
    public void Complete()
    {
        foreach (var (index, property) in _temporary)
            _changes[index] = _changes[index] with { NewValue = property.CurrentValue };
    }

    private void Read(ComplexPropertyEntry complex, string path)
    {
        foreach (var property in complex.Properties.Where(property => property.IsModified))
            Add(path + property.Metadata.Name, property, property.OriginalValue, property.CurrentValue);
        foreach (var inner in complex.ComplexProperties.Where(inner => inner.IsModified))
            Read(inner, path + inner.Metadata.Name + ".");
    }

    // An owned entity that replaces another is two entries, of which each knows half of the change.
    private void ReadPart(string name, PropertyEntry property, bool single)
    {
        var removed = property.EntityEntry.State == EntityState.Deleted;
        var (old, now) = removed ? (property.OriginalValue, (object?)null) : (null, property.CurrentValue);
        var known = single ? _changes.FindIndex(change => change.Name == name) : -1;
        if (known >= 0)
        {
            (old, now) = removed ? (old, _changes[known].NewValue) : (_changes[known].OldValue, now);
            _changes.RemoveAt(known);
        }
        Add(name, property, old, now);
    }

    private void Add(string name, PropertyEntry property, object? old, object? now)
    {
        _written.Add(name);
        if (property.Metadata.GetValueComparer().Equals(old, now))
            return;
        if (property.IsTemporary)
            _temporary.Add((_changes.Count, property));
        Add(name, old, property.IsTemporary ? null : now);
    }

    private void Add(string name, object? old, object? now)
    {
        _written.Add(name);
        _changes.Add(new PropertyChange(name, old, now));
    }

    private static string Path(IReadOnlyEntityType type) => type.FindOwnership() is { } ownership
        ? $"{Path(ownership.PrincipalEntityType)}{ownership.PrincipalToDependent!.Name}."
        : "";
}
