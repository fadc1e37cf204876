using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using MySite.Admin.Models;

namespace MySite.Admin.Lists;

/// <summary>Pieces of queries over any entity.</summary>
internal static class Rows
{
    /// <summary>What a declared expression computes, of another row than its own.</summary>
    public static Expression Of(this LambdaExpression declared, Expression row) =>
        ReplacingExpressionVisitor.Replace(declared.Parameters[0], row, declared.Body);

    /// <summary>A value that EF Core makes a parameter of the statement, so that one statement serves all values.</summary>
    public static Expression Value(object? value, Type type)
    {
        var box = Activator.CreateInstance(typeof(Box<>).MakeGenericType(type), value)!;
        return Expression.Field(Expression.Constant(box), nameof(Box<>.Value));
    }

    public static LambdaExpression Property(Type entity, string name)
    {
        var row = Expression.Parameter(entity, "row");
        return Expression.Lambda(Expression.PropertyOrField(row, name), row);
    }

    public static Expression<Func<TEntity, bool>> Where<TEntity>(Func<ParameterExpression, Expression> condition)
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        return Expression.Lambda<Func<TEntity, bool>>(condition(row), row);
    }

    public static IQueryable<TEntity> SortedBy<TEntity>(this IQueryable<TEntity> rows, LambdaExpression by) =>
        Keyset.Sort(rows, [new SortTerm(by, IsDescending: false)], isBackwards: false);

    /// <summary>The words of a path, for people: <c>question text</c>.</summary>
    public static string TitleOf(LambdaExpression path) =>
        path.Body is MemberExpression member ? ModelAdmin.TitleOf(member.Member.Name).ToLowerInvariant() : "texts";

    private sealed class Box<T>(T value)
    {
        public readonly T Value = value;
    }
}
