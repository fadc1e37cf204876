using System.Linq.Expressions;

namespace MySite.Admin.Lists;

/// <summary>Pages that begin after a row instead of at a number, which costs the same at any depth.</summary>
internal static class Keyset
{
    public static IQueryable<TEntity> Sort<TEntity>(IQueryable<TEntity> rows, IReadOnlyList<SortTerm> terms, bool isBackwards)
    {
        var sorted = rows.Expression;
        foreach (var (place, term) in terms.Index())
            sorted = Expression.Call(
                typeof(Queryable),
                (place == 0 ? "OrderBy" : "ThenBy") + (term.IsDescending != isBackwards ? "Descending" : ""),
                [typeof(TEntity), term.By.ReturnType],
                sorted,
                Expression.Quote(term.By));
        return rows.Provider.CreateQuery<TEntity>(sorted);
    }

    /// <summary>Whether a row comes after the one with these <paramref name="values"/>.</summary>
    /// <param name="terms">The order; the last term is the key.</param>
    /// <param name="values">A value for each term.</param>
    /// <param name="isBackwards">Whether the rows are read from the last to the first.</param>
    /// <param name="sortsNullHighest">PostgreSQL does; the others sort it lowest.</param>
    public static Expression<Func<TEntity, bool>> Beyond<TEntity>(
        IReadOnlyList<SortTerm> terms, IReadOnlyList<object?> values, bool isBackwards, bool sortsNullHighest) =>
        Rows.Where<TEntity>(row =>
        {
            Expression? beyond = null;
            for (var place = terms.Count - 1; place >= 0; place--)
            {
                var step = Step(place);
                beyond = beyond is null
                    ? step.Beyond
                    : Expression.OrElse(step.Beyond, Expression.AndAlso(step.Same, beyond));
            }
            // It follows from the rest, but only of this does a database make a range of the index.
            return terms.Count == 1 ? beyond! : Expression.AndAlso(Step(0).BeyondOrSame, beyond!);

            KeysetStep Step(int place) => new(
                terms[place].By.Of(row), values[place], isUp: terms[place].IsDescending == isBackwards, sortsNullHighest);
        });
}
