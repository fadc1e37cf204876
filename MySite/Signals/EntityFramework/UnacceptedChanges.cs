using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace MySite.Signals.EntityFramework;

/// <summary>
/// Changes that were saved without being accepted (<c>acceptAllChangesOnSuccess: false</c>): still pending, already announced.
/// </summary>
internal sealed class UnacceptedChanges
{
    private readonly Dictionary<object, Known> _known = new(ReferenceEqualityComparer.Instance);

    public void Remember(EntityEntry entry)
    {
        if (entry.IsPending())
            _known[entry.Entity] = new(entry.State, entry.OriginalValues.Clone(), entry.CurrentValues.Clone());
    }

    /// <returns>Whether the pending change is the very one that was announced.</returns>
    public bool Holds(EntityEntry entry)
    {
        if (_known.Count == 0 || !_known.TryGetValue(entry.Entity, out var known))
            return false;
        if (known.State == entry.State && Same(known.Original, entry.OriginalValues) && Same(known.Current, entry.CurrentValues))
            return true;
        _known.Remove(entry.Entity);
        return false;
    }

    private static bool Same(PropertyValues known, PropertyValues values) =>
        known.Properties.All(property => property.GetValueComparer().Equals(known[property], values[property]));

    private readonly record struct Known(EntityState State, PropertyValues Original, PropertyValues Current);
}
