using System.Collections.Frozen;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using MySite.Signals.EntityFramework;

namespace MySite.Signals.Diagnostics;

/// <summary>Reads keys, numbers, dates and the names of changed properties; a text may be anybody's secret.</summary>
internal sealed class PayloadFacts<TPayload> : PayloadFacts
{
    private static readonly FrozenSet<Type> Simple = FrozenSet.ToFrozenSet(
    [
        typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(long), typeof(double), typeof(decimal), typeof(Guid),
        typeof(DateTimeOffset), typeof(DateTime), typeof(DateOnly), typeof(TimeSpan),
    ]);

    // After the set that its constructor asks.
    public static readonly PayloadFacts<TPayload> Instance = new();

    private readonly string[] _names;
    private readonly Func<TPayload, object?>[] _reads;

    private PayloadFacts()
    {
        var facts = typeof(TPayload).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => (property.Name, Read: ReadOf(property)))
            .Where(fact => fact.Read is not null).ToArray();
        (_names, _reads) = ([.. facts.Select(fact => fact.Name)], [.. facts.Select(fact => fact.Read!)]);
    }

    public object?[] Read(TPayload payload)
    {
        if (_reads.Length == 0)
            return [];
        var values = new object?[_reads.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = _reads[i](payload);
        return values;
    }

    public override IReadOnlyList<KeyValuePair<string, string>> Describe(object?[] values) =>
        [.. _names.Zip(values).Where(fact => fact.Second is not null).Select(fact => KeyValuePair.Create(
            fact.First, Convert.ToString(fact.Second, CultureInfo.InvariantCulture)!))];

    private static Func<TPayload, object?>? ReadOf(PropertyInfo property)
    {
        if (IsSimple(property.PropertyType))
            return Compile(property, null);
        if (property.PropertyType.IsAssignableTo(typeof(IReadOnlyList<PropertyChange>)))
            return Names(property.GetMethod!.CreateDelegate<Func<TPayload, IReadOnlyList<PropertyChange>?>>());
        var key = property.PropertyType.GetProperty("Id");
        return key is not null && IsSimple(key.PropertyType) ? Compile(property, key) : null;
    }

    private static Func<TPayload, object?> Names(Func<TPayload, IReadOnlyList<PropertyChange>?> changes) =>
        payload => changes(payload) is { Count: > 0 } list ? string.Join(", ", list.Select(change => change.Name)) : null;

    private static Func<TPayload, object?> Compile(PropertyInfo property, PropertyInfo? key)
    {
        var payload = Expression.Parameter(typeof(TPayload));
        Expression value = Expression.Property(payload, property);
        var nothing = Expression.Constant(null, typeof(object));
        if (key is not null)
            value = Expression.Condition(
                Expression.Equal(value, Expression.Constant(null, property.PropertyType)),
                nothing, Expression.Convert(Expression.Property(value, key), typeof(object)));
        return Expression.Lambda<Func<TPayload, object?>>(Expression.Convert(value, typeof(object)), payload).Compile();
    }

    private static bool IsSimple(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum || Simple.Contains(type);
    }
}
