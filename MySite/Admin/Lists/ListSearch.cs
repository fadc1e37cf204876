using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Admin.Models;
using MySite.Data;

namespace MySite.Admin.Lists;

/// <summary>Searches so that the table is read through once, and everything else asks for the few rows that were found.</summary>
internal sealed class ListSearch<TEntity>(IReadOnlyList<SearchField> fields, IProperty key)
    where TEntity : class
{
    public async Task<FoundRows<TEntity>> FindAsync(SiteDbContext db, string? words, CancellationToken cancellationToken)
    {
        var rows = Find(db, words).AsNoTracking();
        if (words is null)
            return new FoundRows<TEntity>(rows, IsScanned: false);
        var row = Expression.Parameter(typeof(TEntity), "row");
        var keyOf = Expression.Lambda<Func<TEntity, object>>(Expression.Convert(Columns.Of(row, key), typeof(object)), row);
        // Read until there are enough, in no order: one would send the scan through an index, row by row.
        List<object> keys = [];
        await foreach (var found in rows.Select(keyOf).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            keys.Add(found);
            if (keys.Count > RowCount.Cap)
                return new FoundRows<TEntity>(rows, IsScanned: true);
        }
        return new FoundRows<TEntity>(Keys<TEntity>.Hold(db.Set<TEntity>().AsNoTracking(), key, keys), IsScanned: false);
    }

    public IQueryable<TEntity> Find(SiteDbContext db, string? words) => words is null
        ? db.Set<TEntity>()
        : db.Set<TEntity>().Where(SearchWords.Find<TEntity>(words, fields, knowsCase: !IsSqlite(db)));

    private static bool IsSqlite(SiteDbContext db) => db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal);
}
