using Microsoft.EntityFrameworkCore;

namespace MySite.Data;

/// <summary>Brings the database to the newest migration and tells which ones that took.</summary>
internal sealed class DatabaseMigrator(SiteDbContext db)
{
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken = default)
    {
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count > 0)
            await db.Database.MigrateAsync(cancellationToken);
        return pending;
    }
}
