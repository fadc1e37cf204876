using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Admin.Models;
using MySite.Admin.TimeZones;

namespace MySite.Admin.Lists;

/// <summary>Loads what the columns show, and the whole object only where a column is made of it.</summary>
internal sealed class RowReader<TEntity>(IReadOnlyList<ListColumn> columns, IProperty key)
{
    private const int First = 2;

    private readonly bool _needsEntity = columns.Any(column => column.Value is not null);

    /// <summary>The key, the object, the columns, the values that are sorted by.</summary>
    public Expression<Func<TEntity, object?[]>> Projection(IReadOnlyList<SortTerm> terms)
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        Expression[] slots =
        [
            Columns.Of(row, key),
            _needsEntity ? row : Expression.Constant(null),
            .. columns.Select(column => column.Shown?.Of(row) ?? Expression.Constant(null)),
            .. terms.Select(term => term.By.Of(row)),
        ];
        return Expression.Lambda<Func<TEntity, object?[]>>(
            Expression.NewArrayInit(typeof(object), slots.Select(slot => Expression.Convert(slot, typeof(object)))), row);
    }

    public IReadOnlyList<object?> Values(object?[] slots) =>
        [.. columns.Select((column, place) => column.Value is { } value ? value(slots[1]!) : slots[First + place])];

    public ListRow Row(object?[] slots, StaffTime time)
    {
        ListCell[] cells = [.. Values(slots).Select(value => ListCell.Of(value, time))];
        return new ListRow(ValueText.Of(slots[0]!), cells[0].Text, cells);
    }

    public string CursorAt(object?[] slots) => Cursor.Of(slots[(First + columns.Count)..]);
}
