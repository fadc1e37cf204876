using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

internal sealed class RowReader<TRow> : RowReader
    where TRow : class
{
    public override async ValueTask<List<object>> LoadAsync(RowQuery query, CancellationToken cancellationToken)
    {
        var rows = new List<object>();
        foreach (var piece in query.Pieces())
            rows.AddRange(await ListAsync(Rows(piece).AsTracking(), piece.Synchronous, cancellationToken).ConfigureAwait(false));
        return rows;
    }

    public override async ValueTask<List<object?[]>> ReadAsync(
        RowQuery query, IReadOnlyList<IReadOnlyProperty> properties, CancellationToken cancellationToken)
    {
        var row = Expression.Parameter(typeof(TRow));
        var values = properties.Select(property => Expression.Convert(Value(row, property), typeof(object)));
        var select = Expression.Lambda<Func<TRow, object?[]>>(Expression.NewArrayInit(typeof(object), values), row);

        var rows = new List<object?[]>();
        foreach (var piece in query.Pieces())
            rows.AddRange(await ListAsync(Rows(piece).Select(select), piece.Synchronous, cancellationToken)
                .ConfigureAwait(false));
        return rows;
    }

    private static IQueryable<TRow> Rows(RowQuery query)
    {
        var (type, row) = (query.Type, Expression.Parameter(typeof(TRow)));
        var set = type.HasSharedClrType ? query.Context.Set<TRow>(type.Name) : query.Context.Set<TRow>();
        var conditions = query.Properties.Select((property, index) =>
            Condition(Value(row, property), query.Values.Select(values => values[index]).ToArray(), query.Properties.Count == 1));
        return set.IgnoreQueryFilters().IgnoreAutoIncludes()
            .Where(Expression.Lambda<Func<TRow, bool>>(conditions.Aggregate(Expression.AndAlso), row));
    }

    // The values sit in an object's field, as those of a lambda do: EF makes parameters of them and compiles the query once.
    private static Expression Condition(Expression value, object?[] values, bool many)
    {
        var typed = Array.CreateInstance(value.Type, values.Length);
        values.CopyTo(typed, 0);
        if (!many)
            return Expression.Equal(value, Parameter(typed.GetValue(0), value.Type));
        return Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Contains), [value.Type], Parameter(typed, typed.GetType()), value);
    }

    private static MemberExpression Parameter(object? value, Type type) => Expression.Field(
        Expression.Constant(Activator.CreateInstance(typeof(StrongBox<>).MakeGenericType(type), value)),
        nameof(StrongBox<>.Value));

    private static MethodCallExpression Value(ParameterExpression row, IReadOnlyProperty property) =>
        Expression.Call(typeof(EF), nameof(EF.Property), [property.ClrType], row, Expression.Constant(property.Name));

    private static async ValueTask<List<T>> ListAsync<T>(
        IQueryable<T> rows, bool synchronous, CancellationToken cancellationToken) =>
        synchronous ? [.. rows] : await rows.ToListAsync(cancellationToken).ConfigureAwait(false);
}
