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
    private readonly FieldNames _written = new();
    private List<(int Index, PropertyEntry Property)>? _temporary;

    public IReadOnlyList<PropertyChange> Changes => _changes;

    public IReadOnlySet<string> Written => _written;

    /// <summary>Reads an updated entity, or an owned entity inside it that was added, updated or removed.</summary>
    public void Read(EntityEntry entry)
    {
        var type = WrittenProperties.Of(entry.Metadata);
        var isPart = entry.State is EntityState.Added or EntityState.Deleted;
        foreach (var (metadata, name, comparer) in type.All)
        {
            var property = entry.Property(metadata);
            if (isPart)
                ReadPart(name, property, comparer, type.IsSingle);
            else if (property.IsModified)
                Add(name, property, comparer, property.OriginalValue, property.CurrentValue);
        }

        if (!type.HasComplex)
            return;
        foreach (var complex in entry.ComplexProperties.Where(complex => complex.IsModified))
            Read(complex, type.Path + complex.Metadata.Name + ".");
        foreach (var many in entry.ComplexCollections.Where(many => many.IsModified))
            Add(type.Path + many.Metadata.Name, entry.OriginalValues[(IComplexProperty)many.Metadata], many.CurrentValue);
    }

    /// <summary>Replaces the temporary values of keys that the database has made by now.</summary>
    public void Complete()
    {
        if (_temporary is null)
            return;
        foreach (var (index, property) in _temporary)
            _changes[index] = _changes[index] with { NewValue = property.CurrentValue };
    }

    private void Read(ComplexPropertyEntry complex, string path)
    {
        foreach (var property in complex.Properties.Where(property => property.IsModified))
            Add(
                path + property.Metadata.Name, property, property.Metadata.GetValueComparer(),
                property.OriginalValue, property.CurrentValue);
        foreach (var inner in complex.ComplexProperties.Where(inner => inner.IsModified))
            Read(inner, path + inner.Metadata.Name + ".");
    }

    // An owned entity that replaces another is two entries, of which each knows half of the change.
    private void ReadPart(string name, PropertyEntry property, ValueComparer comparer, bool single)
    {
        var removed = property.EntityEntry.State == EntityState.Deleted;
        var (old, now) = removed ? (property.OriginalValue, (object?)null) : (null, property.CurrentValue);
        var known = single ? _changes.FindIndex(change => change.Name == name) : -1;
        if (known >= 0)
        {
            (old, now) = removed ? (old, _changes[known].NewValue) : (_changes[known].OldValue, now);
            _changes.RemoveAt(known);
        }
        Add(name, property, comparer, old, now);
    }

    private void Add(string name, PropertyEntry property, ValueComparer comparer, object? old, object? now)
    {
        _written.Add(name);
        if (comparer.Equals(old, now))
            return;
        if (property.IsTemporary)
            (_temporary ??= []).Add((_changes.Count, property));
        Add(name, old, property.IsTemporary ? null : now);
    }

    private void Add(string name, object? old, object? now)
    {
        _written.Add(name);
        _changes.Add(new PropertyChange(name, old, now));
    }
}
