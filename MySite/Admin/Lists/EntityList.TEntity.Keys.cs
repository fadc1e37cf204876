using Microsoft.EntityFrameworkCore;
using MySite.Admin.TimeZones;
using MySite.Data;

namespace MySite.Admin.Lists;

/// <content>Rows by their keys.</content>
internal sealed partial class EntityList<TEntity>
{
    public override Selection WithKeys(SiteDbContext db, IEnumerable<string> keys) => Select(db, Hold(db, keys));

    public override async Task<IReadOnlyList<ListRow>> RowsAsync(
        SiteDbContext db, IEnumerable<string> keys, StaffTime time, CancellationToken cancellationToken)
    {
        var slots = await Hold(db, keys).AsNoTracking().Select(_reader.Projection([])).ToListAsync(cancellationToken);
        return [.. slots.Select(slot => _reader.Row(slot, time))];
    }

    public override async Task<IReadOnlyList<object>> TrackAsync(
        SiteDbContext db, IEnumerable<string> keys, CancellationToken cancellationToken) =>
        await Hold(db, keys).ToListAsync(cancellationToken);

    private IQueryable<TEntity> Hold(SiteDbContext db, IEnumerable<string> keys) => Keys<TEntity>.Hold(
        db.Set<TEntity>(), _key, keys.Select(key => ValueText.Read(_key.ClrType, key)).OfType<object>());
}
