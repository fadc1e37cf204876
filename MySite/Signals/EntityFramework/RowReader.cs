using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>Reads rows of an entity type by the values of some of its properties, whatever filters the model has.</summary>
internal abstract class RowReader
{
    private static readonly ConcurrentDictionary<Type, RowReader> Cache = new();

    public static RowReader Of(IReadOnlyEntityType type) => Cache.GetOrAdd(type.ClrType, static type =>
        (RowReader)Activator.CreateInstance(typeof(RowReader<>).MakeGenericType(type))!);

    /// <summary>Loads the entities, which the context tracks then.</summary>
    public abstract ValueTask<List<object>> LoadAsync(RowQuery query, CancellationToken cancellationToken);

    /// <summary>Reads values of <paramref name="properties"/> only.</summary>
    public abstract ValueTask<List<object?[]>> ReadAsync(
        RowQuery query, IReadOnlyList<IReadOnlyProperty> properties, CancellationToken cancellationToken);
}
