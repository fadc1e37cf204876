using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>Key values of a tracked entity, temporary ones included, to find the ends of a join row.</summary>
internal readonly struct EntityKey(IReadOnlyEntityType root, object?[] values) : IEquatable<EntityKey>
{
    private readonly IReadOnlyEntityType _root = root;
    private readonly object?[] _values = values;

    public static EntityKey? Of(EntityEntry entry) =>
        entry.Metadata.FindPrimaryKey() is { } key ? Of(entry, entry.Metadata, key.Properties) : null;

    public static EntityKey OfPrincipal(EntityEntry join, IForeignKey foreignKey) =>
        Of(join, foreignKey.PrincipalEntityType, foreignKey.Properties);

    public bool Equals(EntityKey other) => _root == other._root && _values.AsSpan().SequenceEqual(other._values);

    public override bool Equals(object? obj) => obj is EntityKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(_root);
        foreach (var value in _values)
            hash.Add(value);
        return hash.ToHashCode();
    }

    private static EntityKey Of(EntityEntry entry, IReadOnlyEntityType type, IReadOnlyList<IProperty> properties) =>
        new(type.GetRootType(), [.. properties.Select(property => entry.Property(property.Name).CurrentValue)]);
}
