using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.Models;
using MySite.Shared;

namespace MySite.Admin.Lists;

/// <summary>How many rows there are, as far as it is worth counting.</summary>
/// <param name="Number">How many were counted.</param>
/// <param name="IsMore">Whether there are more.</param>
internal sealed record RowCount(int Number, bool IsMore)
{
    /// <summary>Nobody reads further, and a million rows would have to be.</summary>
    public const int Cap = 1_000;

    /// <summary>It beside a filter: 42 or 1000+.</summary>
    public string Short => IsMore ? $"{Number}+" : $"{Number}";

    /// <param name="rows">What is counted.</param>
    /// <param name="by">What the database is to find them by.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<RowCount> OfAsync<TEntity>(
        IQueryable<TEntity> rows, LambdaExpression by, CancellationToken cancellationToken)
    {
        var number = await rows.SortedBy(by).Take(Cap + 1).CountAsync(cancellationToken);
        return new RowCount(Math.Min(number, Cap), number > Cap);
    }

    public string Text(int shown, ModelAdmin model)
    {
        var number = Count.Of(Number, model.Title, model.Titles);
        return (IsMore, Number == shown) switch
        {
            (true, _) => $"{shown:N0} of more than {number}",
            (_, true) => number,
            _ => $"{shown:N0} of {number}",
        };
    }
}
