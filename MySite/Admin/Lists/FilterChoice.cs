using System.Linq.Expressions;

namespace MySite.Admin.Lists;

/// <param name="Value">It in URLs.</param>
/// <param name="Text">It on the page.</param>
/// <param name="Holds">Which rows it leaves.</param>
internal sealed record FilterChoice<TEntity>(string Value, string Text, Expression<Func<TEntity, bool>> Holds)
{
    /// <summary>The days of a date that it leaves, if that is what it does.</summary>
    public DaysOf? Days { get; init; }
}
