using System.Globalization;
using System.Reflection;

namespace MySite.Signals.Diagnostics;

/// <summary>What is kept of a payload.</summary>
/// <remarks>A fact that cannot be read is left out: to watch a send must not make it fail.</remarks>
internal sealed class PayloadFacts<TPayload> : PayloadFacts
{
    public static readonly PayloadFacts<TPayload> Instance = new();

    private readonly string[] _names;
    private readonly Func<TPayload, object?>[] _reads;

    private PayloadFacts()
    {
        var facts = typeof(TPayload).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (property.Name, Read: FactReader.Of<TPayload>(property)))
            .Where(fact => fact.Read is not null).ToArray();
        (_names, _reads) = ([.. facts.Select(fact => fact.Name)], [.. facts.Select(fact => fact.Read!)]);
    }

    public object?[] Read(TPayload payload)
    {
        if (_reads.Length == 0 || payload is null)
            return [];
        var values = new object?[_reads.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = TryRead(_reads[i], payload);
        return values;
    }

    public override IReadOnlyList<KeyValuePair<string, string>> Describe(object?[] values) =>
        [.. _names.Zip(values).Where(fact => fact.Second is not null).Select(fact => KeyValuePair.Create(
            fact.First, Convert.ToString(fact.Second, CultureInfo.InvariantCulture)!))];

    private static object? TryRead(Func<TPayload, object?> read, TPayload payload)
    {
        try
        {
            return read(payload);
        }
        catch (Exception)
        {
            return null;
        }
    }
}
