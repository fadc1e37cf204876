using System.Collections.Frozen;
using System.Linq.Expressions;
using System.Reflection;
using MySite.Signals.EntityFramework;

namespace MySite.Signals.Diagnostics;

/// <summary>
/// Reads keys, numbers, dates and the names of changed properties; a text may be anybody's secret, unless its name says that it
/// is an id.
/// </summary>
internal static class FactReader
{
    private const int MostKeys = 20;

    private static readonly FrozenSet<Type> Simple = FrozenSet.ToFrozenSet(
    [
        typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(long), typeof(double), typeof(decimal), typeof(Guid),
        typeof(DateTimeOffset), typeof(DateTime), typeof(DateOnly), typeof(TimeSpan),
    ]);

    /// <returns><see langword="null"/> if <paramref name="property"/> is not for everybody's eyes.</returns>
    public static Func<TPayload, object?>? Of<TPayload>(PropertyInfo property)
    {
        if (property.GetMethod is not { IsPublic: true } || property.GetIndexParameters().Length > 0
            || property.PropertyType.IsByRefLike)
            return null;
        var type = property.PropertyType;
        if (IsId(property) || IsSimple(type))
            return Compile<TPayload>(property, key: null);
        if (Names(property) is { } names)
            return Compile<TPayload>(property, key: null) is var value ? payload => names(value(payload)) : null;
        return Array.Find(type.GetProperties(), one => one.Name == "Id" && one.GetIndexParameters().Length == 0) is { } key
            && (IsId(key) || IsSimple(key.PropertyType))
            ? Compile<TPayload>(property, key)
            : null;
    }

    // UserId, but not Paid.
    private static bool IsId(PropertyInfo property) =>
        property.PropertyType == typeof(string) && property.Name.EndsWith("Id", StringComparison.Ordinal);

    private static bool IsSimple(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum || Simple.Contains(type);
    }

    private static Func<object?, string?>? Names(PropertyInfo property) => property.PropertyType switch
    {
        var type when type.IsAssignableTo(typeof(IReadOnlyList<PropertyChange>)) =>
            value => Join(((IEnumerable<PropertyChange>?)value)?.Select(change => change.Name)),
        var type when type == typeof(IReadOnlySet<string>) && property.Name == nameof(PostSave<>.UpdateFields) =>
            value => Join(((IEnumerable<string>?)value)?.Order(StringComparer.Ordinal)),
        var type when type == typeof(IReadOnlyList<object>) && property.Name == nameof(M2MChanged<,>.Keys) =>
            value => Join(((IEnumerable<object>?)value)?.Take(MostKeys).Select(key => $"{key}")),
        _ => null,
    };

    private static string? Join(IEnumerable<string>? names) => names is not null && names.Any() ? string.Join(", ", names) : null;

    private static Func<TPayload, object?> Compile<TPayload>(PropertyInfo property, PropertyInfo? key)
    {
        var payload = Expression.Parameter(typeof(TPayload));
        Expression value = Expression.Property(payload, property);
        if (key is not null)
            value = property.PropertyType.IsValueType
                ? Expression.Property(value, key)
                : Expression.Condition(
                    Expression.ReferenceEqual(value, Expression.Constant(null)), Expression.Constant(null, typeof(object)),
                    Expression.Convert(Expression.Property(value, key), typeof(object)));
        return Expression.Lambda<Func<TPayload, object?>>(Expression.Convert(value, typeof(object)), payload).Compile();
    }
}
