using System.Linq.Expressions;
using MySite.Admin.TimeZones;
using MySite.Data;

namespace MySite.Admin.Lists;

/// <summary>A filter beside a list.</summary>
/// <param name="name">Its name in URLs.</param>
/// <param name="title">What it filters by.</param>
/// <param name="any">The choice of all rows.</param>
/// <param name="servedBy">The column with an index that finds its rows; <see langword="null"/> if none does.</param>
internal abstract class ListFilter<TEntity>(string name, string title, string any, LambdaExpression? servedBy)
    where TEntity : class
{
    public string Name => name;

    public string Title => title;

    public string Any => any;

    public LambdaExpression? ServedBy => servedBy;

    /// <summary>Whether its rows can be counted without reading all the others.</summary>
    public virtual bool IsIndexed => servedBy is not null;

    /// <returns><see langword="null"/> if there is no such choice.</returns>
    public abstract FilterChoice<TEntity>? Find(string value, StaffTime time);

    public abstract Task<IReadOnlyList<FilterChoice<TEntity>>> ListAsync(
        SiteDbContext db, StaffTime time, CancellationToken cancellationToken);
}
