using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace MySite.Admin.Lists;

/// <summary>Finds rows in which every word occurs in one of the texts, whatever its case.</summary>
internal static class SearchWords
{
    /// <summary>Longer input is cut: each word is a condition of the statement.</summary>
    public const int LongestInput = 200;

    private const string Escape = "\\";

    private static readonly MethodInfo Like = typeof(DbFunctionsExtensions).GetMethod(
        nameof(DbFunctionsExtensions.Like), [typeof(DbFunctions), typeof(string), typeof(string), typeof(string)])!;

    private static readonly MethodInfo ToLower = typeof(string).GetMethod(nameof(string.ToLower), Type.EmptyTypes)!;

    /// <param name="input">The words.</param>
    /// <param name="texts">Where they are looked for.</param>
    /// <param name="knowsCase">Whether the database folds all letters; SQLite folds those of ASCII.</param>
    public static Expression<Func<TEntity, bool>> Find<TEntity>(
        string input, IReadOnlyList<LambdaExpression> texts, bool knowsCase) =>
        Rows.Where<TEntity>(row => input.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => texts.SelectMany(text => Occurs(text.Of(row), word, knowsCase)).Aggregate(Expression.OrElse))
            .Aggregate(Expression.AndAlso));

    private static IEnumerable<Expression> Occurs(Expression text, string word, bool knowsCase) => knowsCase
        ? [Matches(Expression.Call(text, ToLower), word.ToLowerInvariant())]
        : Spellings(word).Select(spelling => Matches(text, spelling));

    private static IEnumerable<string> Spellings(string word)
    {
        if (Ascii.IsValid(word))
            return [word];
        var (low, high) = (word.ToLowerInvariant(), word.ToUpperInvariant());
        return ((string[])[word, low, high, high[..1] + low[1..]]).Distinct();
    }

    private static MethodCallExpression Matches(Expression text, string word) => Expression.Call(
        Like, Expression.Constant(EF.Functions), text, Rows.Value($"%{Escaped(word)}%", typeof(string)),
        Expression.Constant(Escape));

    private static string Escaped(string word)
    {
        foreach (var special in (string[])[Escape, "%", "_", "["])
            word = word.Replace(special, Escape + special, StringComparison.Ordinal);
        return word;
    }
}
