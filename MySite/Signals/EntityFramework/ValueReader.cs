using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace MySite.Signals.EntityFramework;

/// <summary>Tells what an update writes, and what of it is really different.</summary>
/// <remarks>
/// "Modified" is not "changed": Identity's store marks every property, so the values decide, by the property's own comparer.
/// </remarks>
internal static class ValueReader
{
    public static void Read(EntityEntry entry, string prefix, List<PropertyChange> changes, HashSet<string> written)
    {
        foreach (var property in entry.Properties)
        {
            // A replaced owned entity is a new one: all of it is written.
            if (!property.IsModified && entry.State != EntityState.Added)
                continue;
            if (entry.State == EntityState.Added && property.Metadata.IsKey())
                continue;

            var name = prefix + property.Metadata.Name;
            written.Add(name);
            var old = entry.State == EntityState.Added ? null : property.OriginalValue;
            if (!property.Metadata.GetValueComparer().Equals(old, property.CurrentValue))
                changes.Add(new PropertyChange(name, old, property.CurrentValue));
        }

        foreach (var complex in entry.ComplexProperties.Where(complex => complex.IsModified))
            Read(complex, prefix + complex.Metadata.Name + ".", changes, written);
    }

    private static void Read(
        ComplexPropertyEntry complex, string prefix, List<PropertyChange> changes, HashSet<string> written)
    {
        foreach (var property in complex.Properties.Where(property => property.IsModified))
        {
            written.Add(prefix + property.Metadata.Name);
            if (!property.Metadata.GetValueComparer().Equals(property.OriginalValue, property.CurrentValue))
                changes.Add(new(prefix + property.Metadata.Name, property.OriginalValue, property.CurrentValue));
        }

        foreach (var inner in complex.ComplexProperties.Where(inner => inner.IsModified))
            Read(inner, prefix + inner.Metadata.Name + ".", changes, written);
    }
}
