using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>Values of one key of an entity, temporary ones included, to find what others refer to.</summary>
internal readonly struct EntityKey(IReadOnlyKey key, object?[] values) : IEquatable<EntityKey>
{
    private readonly IReadOnlyKey _key = key;
    private readonly object?[] _values = values;

    public IReadOnlyList<object?> Values => _values;

    public static EntityKey Of(EntityEntry entry, IReadOnlyKey key) => new(key, Read(entry, key.Properties));

    /// <summary>Of a deleted dependent the key that its row has: EF may have cleared the object's.</summary>
    public static EntityKey OfPrincipal(EntityEntry dependent, IReadOnlyForeignKey foreignKey) =>
        new(foreignKey.PrincipalKey, Read(dependent, foreignKey.Properties));

    public bool Equals(EntityKey other) => _key == other._key && _values.AsSpan().SequenceEqual(other._values);

    public override bool Equals(object? obj) => obj is EntityKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(_key);
        foreach (var value in _values)
            hash.Add(value);
        return hash.ToHashCode();
    }

    private static object?[] Read(EntityEntry entry, IReadOnlyList<IReadOnlyProperty> properties) =>
    [
        .. properties.Select(property => entry.Property(property.Name)).Select(property =>
            entry.State == EntityState.Deleted ? property.OriginalValue : property.CurrentValue),
    ];
}
