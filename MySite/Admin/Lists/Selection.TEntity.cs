using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Admin.Lists.Deletions;
using MySite.Data;

namespace MySite.Admin.Lists;

internal sealed class Selection<TEntity>(SiteDbContext db, IQueryable<TEntity> rows, IProperty key) : Selection
    where TEntity : class
{
    private const int Chunk = 500;

    private readonly SortTerm[] _byKey = [new(Columns.Of(typeof(TEntity), key), IsDescending: false)];

    public override IQueryable Rows => rows;

    private IQueryable<TEntity> Sorted => Keyset.Sort(rows, _byKey, isBackwards: false);

    public override Task<RowCount> CountAsync(CancellationToken cancellationToken) =>
        RowCount.OfAsync(rows, _byKey[0].By, cancellationToken);

    public override async Task<IReadOnlyList<object>> TakeAsync(int count, CancellationToken cancellationToken) =>
        await Sorted.AsNoTracking().Take(count).ToListAsync(cancellationToken);

    public override async Task<int> DeleteAsync(CancellationToken cancellationToken)
    {
        var deleted = 0;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        for (var next = Sorted; await next.Take(Chunk).ToListAsync(cancellationToken) is [.., var last] chunk;)
        {
            var edge = key.GetGetter().GetClrValue(last);
            await new Dependents(db).TrackAsync(chunk, cancellationToken);
            db.RemoveRange(chunk);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            deleted += chunk.Count;
            next = Sorted.Where(Keyset.Beyond<TEntity>(_byKey, [edge], isBackwards: false, sortsNullHighest: false));
        }
        await transaction.CommitAsync(cancellationToken);
        return deleted;
    }
}
