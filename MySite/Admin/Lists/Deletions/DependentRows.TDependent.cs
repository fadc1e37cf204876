using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Data;

namespace MySite.Admin.Lists.Deletions;

internal sealed class DependentRows<TDependent>(SiteDbContext db, IForeignKey relation) : DependentRows
    where TDependent : class
{
    private readonly IProperty _reference = relation.Properties[0];

    public override async Task<IReadOnlyList<Dependent>> TakeAsync(
        IEnumerable<object> principals, int count, CancellationToken cancellationToken)
    {
        var row = Expression.Parameter(typeof(TDependent), "row");
        var pair = Expression.NewArrayInit(
            typeof(object), row, Expression.Convert(Columns.Of(row, _reference), typeof(object)));
        var found = await Of(principals).AsNoTracking().SortedBy(Columns.Of(typeof(TDependent), _reference)).Take(count)
            .Select(Expression.Lambda<Func<TDependent, object[]>>(pair, row)).ToListAsync(cancellationToken);
        return [.. found.Select(slots => new Dependent(slots[0], slots[1]))];
    }

    public override async Task<IReadOnlyList<object>> TrackAsync(
        IEnumerable<object> principals, CancellationToken cancellationToken) =>
        await Of(principals).ToListAsync(cancellationToken);

    private IQueryable<TDependent> Of(IEnumerable<object> principals)
    {
        var type = relation.DeclaringEntityType;
        var rows = type.HasSharedClrType ? db.Set<TDependent>(type.Name) : db.Set<TDependent>();
        var key = relation.PrincipalKey.Properties[0].GetGetter();
        return Keys<TDependent>.Hold(rows, _reference, principals.Select(principal => key.GetClrValue(principal)!));
    }
}
