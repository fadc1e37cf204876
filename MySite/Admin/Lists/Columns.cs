using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Admin.Lists;

/// <summary>Columns by EF Core's metadata, which knows more of them than the classes have properties.</summary>
internal static class Columns
{
    private static readonly MethodInfo Property = typeof(EF).GetMethod(nameof(EF.Property))!;

    public static MethodCallExpression Of(Expression row, IReadOnlyProperty property) =>
        Expression.Call(Property.MakeGenericMethod(property.ClrType), row, Expression.Constant(property.Name));

    public static LambdaExpression Of(Type entity, IReadOnlyProperty property)
    {
        var row = Expression.Parameter(entity, "row");
        return Expression.Lambda(Of(row, property), row);
    }

    /// <summary>Whether an index or a key begins with it.</summary>
    public static bool IsIndexed(this IReadOnlyProperty property) =>
        property.GetContainingIndexes().Any(index => index.Properties[0] == property)
        || property.GetContainingKeys().Any(key => key.Properties[0] == property);
}
