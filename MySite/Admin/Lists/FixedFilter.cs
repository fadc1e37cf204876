using System.Linq.Expressions;
using MySite.Admin.TimeZones;
using MySite.Data;

namespace MySite.Admin.Lists;

/// <summary>A filter whose choices are known without the database.</summary>
internal sealed class FixedFilter<TEntity>(
    string name, string title, string any, LambdaExpression? servedBy,
    Func<StaffTime, IReadOnlyList<FilterChoice<TEntity>>> choices)
    : ListFilter<TEntity>(name, title, any, servedBy)
    where TEntity : class
{
    public override FilterChoice<TEntity>? Find(string value, StaffTime time) =>
        choices(time).FirstOrDefault(choice => choice.Value == value);

    public override Task<IReadOnlyList<FilterChoice<TEntity>>> ListAsync(
        SiteDbContext db, StaffTime time, CancellationToken cancellationToken) => Task.FromResult(choices(time));
}
