using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Admin.Lists;

/// <summary>Rows by the values of one column.</summary>
internal static class Keys<TEntity>
{
    public static IQueryable<TEntity> Hold(IQueryable<TEntity> rows, IReadOnlyProperty column, IEnumerable<object> keys)
    {
        var list = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(column.ClrType))!;
        foreach (var key in keys)
            list.Add(key);
        return rows.Where(Rows.Where<TEntity>(row => Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Contains), [column.ClrType],
            Rows.Value(list, list.GetType()), Columns.Of(row, column))));
    }
}
