using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.Models;

namespace MySite.Admin.Lists;

/// <summary>Finds rows in which every word occurs in one of the texts, whatever its case.</summary>
internal static class SearchWords
{
    private const string Escape = "\\";
    private const string Space = " ";

    /// <summary>What stands between words, besides spaces.</summary>
    private const string Marks = ".,;:!?()[]/\"'“”’-–_\t\n";

    private static readonly MethodInfo Like = typeof(DbFunctionsExtensions).GetMethod(
        nameof(DbFunctionsExtensions.Like), [typeof(DbFunctions), typeof(string), typeof(string), typeof(string)])!;

    private static readonly MethodInfo ToLower = typeof(string).GetMethod(nameof(string.ToLower), Type.EmptyTypes)!;

    private static readonly MethodInfo Replace =
        typeof(string).GetMethod(nameof(string.Replace), [typeof(string), typeof(string)])!;

    private static readonly MethodInfo Concat =
        typeof(string).GetMethod(nameof(string.Concat), [typeof(string), typeof(string), typeof(string)])!;

    /// <param name="input">The words.</param>
    /// <param name="fields">Where they are looked for.</param>
    /// <param name="knowsCase">Whether the database folds all letters; SQLite folds those of ASCII.</param>
    public static Expression<Func<TEntity, bool>> Find<TEntity>(
        string input, IReadOnlyList<SearchField> fields, bool knowsCase) =>
        Rows.Where<TEntity>(row => SearchInput.Words(input)
            .Select(word => fields.SelectMany(field => Occurs(field.Text.Of(row), field.Match, word, knowsCase))
                .Aggregate(Expression.OrElse))
            .Aggregate(Expression.AndAlso));

    private static IEnumerable<Expression> Occurs(Expression text, SearchMatch match, string word, bool knowsCase)
    {
        if (match == SearchMatch.WholeWord)
            (text, match, word) = Spaced(word) is { Length: > 0 } spaced
                ? (Spaced(text), match, spaced)
                : (text, SearchMatch.Part, word);
        return knowsCase
            ? [Matches(Expression.Call(text, ToLower), match, word.ToLowerInvariant())]
            : Spellings(word).Select(spelling => Matches(text, match, spelling));
    }

    private static MethodCallExpression Spaced(Expression text)
    {
        var space = Expression.Constant(Space);
        var words = Marks.Aggregate(text, (left, mark) => Expression.Call(left, Replace, Expression.Constant($"{mark}"), space));
        return Expression.Call(Concat, space, words, space);
    }

    private static string Spaced(string word) => Marks.Aggregate(word, (left, mark) => left.Replace(mark, ' ')).Trim();

    private static IEnumerable<string> Spellings(string word)
    {
        if (Ascii.IsValid(word))
            return [word];
        var (low, high) = (word.ToLowerInvariant(), word.ToUpperInvariant());
        return ((string[])[word, low, high, high[..1] + low[1..]]).Distinct();
    }

    private static MethodCallExpression Matches(Expression text, SearchMatch match, string word) => Expression.Call(
        Like, Expression.Constant(EF.Functions), text, Rows.Value(Pattern(match, Escaped(word)), typeof(string)),
        Expression.Constant(Escape));

    private static string Pattern(SearchMatch match, string word) => match switch
    {
        SearchMatch.Exact => word,
        SearchMatch.Start => $"{word}%",
        SearchMatch.WholeWord => $"% {word} %",
        _ => $"%{word}%",
    };

    private static string Escaped(string word)
    {
        foreach (var special in (string[])[Escape, "%", "_", "["])
            word = word.Replace(special, Escape + special, StringComparison.Ordinal);
        return word;
    }
}
