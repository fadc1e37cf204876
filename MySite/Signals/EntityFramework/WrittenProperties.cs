using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>What an update of one entity type may write: looked up once a model, because to ask takes longer than to
/// read.</summary>
internal sealed class WrittenProperties
{
    private const string Annotation = "Signals:" + nameof(WrittenProperties);

    private WrittenProperties(IEntityType type)
    {
        var ownership = type.FindOwnership();
        var path = PathOf(type);
        IsSingle = ownership is { IsUnique: true };
        Path = path;
        HasComplex = type.GetFlattenedComplexProperties().Any();
        All = [.. type.GetProperties()
            .Where(property => !property.IsPrimaryKey() && ownership?.Properties.Contains(property) is not true)
            .Select(property => (property, path + property.Name, (ValueComparer)property.GetValueComparer()))];
    }

    /// <summary>Its own properties, but for keys: they do not change.</summary>
    public (IProperty Property, string Name, ValueComparer Comparer)[] All { get; }

    /// <summary>The way from the entity at the root to an owned one, with a dot at its end; empty for the root.</summary>
    public string Path { get; }

    /// <summary>Whether the owner has one such entity at most.</summary>
    public bool IsSingle { get; }

    public bool HasComplex { get; }

    public static WrittenProperties Of(IEntityType type) =>
        type.GetOrAddRuntimeAnnotationValue(Annotation, static type => new WrittenProperties(type!), type);

    private static string PathOf(IReadOnlyEntityType type) => type.FindOwnership() is { } ownership
        ? $"{PathOf(ownership.PrincipalEntityType)}{ownership.PrincipalToDependent!.Name}."
        : "";
}
