using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Admin.TimeZones;
using MySite.Data;

namespace MySite.Admin.Lists;

/// <summary>A filter whose choices are the related objects that occur.</summary>
internal sealed class RelatedFilter<TEntity, TRelated>(
    string name, string title, INavigationBase navigation, LambdaExpression related, LambdaExpression? servedBy)
    : ListFilter<TEntity>(name, title, "All", servedBy)
    where TEntity : class
    where TRelated : class
{
    private const int MostChoices = 50;

    private readonly IProperty _key = navigation.TargetEntityType.FindPrimaryKey()!.Properties.Single();

    // EF Core makes an index for every foreign key, that of the table between two included.
    public override bool IsIndexed => true;

    public override FilterChoice<TEntity>? Find(string value, StaffTime time) =>
        ValueText.Read(_key.ClrType, value) is { } key ? Choice(key, value) : null;

    public override async Task<IReadOnlyList<FilterChoice<TEntity>>> ListAsync(
        SiteDbContext db, StaffTime time, CancellationToken cancellationToken)
    {
        var entities = db.Set<TEntity>();
        var occurs = Rows.Where<TRelated>(row => Expression.Call(
            typeof(Queryable), nameof(Queryable.Any), [typeof(TEntity)], entities.AsQueryable().Expression,
            Expression.Quote(Rows.Where<TEntity>(entity => IsRelated(entity, Key(row))))));
        var found = await db.Set<TRelated>().AsNoTracking().Where(occurs).SortedBy(KeyOfRelated()).Take(MostChoices)
            .ToListAsync(cancellationToken);
        return [.. found.OrderBy(row => row.ToString(), StringComparer.CurrentCulture).Select(row =>
        {
            var key = _key.GetGetter().GetClrValue(row)!;
            return Choice(key, ValueText.Of(key)) with { Text = row.ToString() ?? "" };
        })];
    }

    private FilterChoice<TEntity> Choice(object key, string value) =>
        new(value, value, Rows.Where<TEntity>(entity => IsRelated(entity, Rows.Value(key, _key.ClrType))));

    private Expression IsRelated(Expression entity, Expression key)
    {
        var value = related.Of(entity);
        if (!navigation.IsCollection)
            return Expression.Equal(value, Expression.Convert(key, value.Type));
        return Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Any), [typeof(TRelated)], value,
            Rows.Where<TRelated>(row => Expression.Equal(Key(row), key)));
    }

    private LambdaExpression KeyOfRelated()
    {
        var row = Expression.Parameter(typeof(TRelated), "row");
        return Expression.Lambda(Key(row), row);
    }

    private MethodCallExpression Key(Expression row) => Columns.Of(row, _key);
}
