using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>Which rows to read.</summary>
/// <param name="Context">The context to read with.</param>
/// <param name="Type">Their type.</param>
/// <param name="Properties">The properties that have to have one of the combinations of values.</param>
/// <param name="Values">The combinations, in the order of the properties.</param>
/// <param name="Synchronous">Whether the caller cannot wait.</param>
internal sealed record RowQuery(
    DbContext Context, IReadOnlyEntityType Type, IReadOnlyList<IReadOnlyProperty> Properties,
    IReadOnlyList<IReadOnlyList<object?>> Values, bool Synchronous)
{
    private const int AtOnce = 100;

    /// <summary>The same in pieces that a database can take as parameters; keys of several parts come one by one.</summary>
    public IEnumerable<RowQuery> Pieces() =>
        Values.Chunk(Properties.Count == 1 ? AtOnce : 1).Select(values => this with { Values = values });
}
