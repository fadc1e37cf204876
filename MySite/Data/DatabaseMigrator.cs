using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MySite.Data;

/// <summary>Brings the database to the newest migration and tells which ones that took.</summary>
internal sealed class DatabaseMigrator(
    SiteDbContext db, IOptions<DatabaseOptions> options, IHostEnvironment environment)
{
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken = default)
    {
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count > 0)
            await db.Database.MigrateAsync(cancellationToken);
        return pending;
    }

    /// <summary>Whether nobody needs to run the command migrate.</summary>
    public bool MigratesByItself => options.Value.MigrateOnStart ?? environment.IsDevelopment();

    /// <summary>Migrates where the settings say so; elsewhere a database that is behind stops the command.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        if (MigratesByItself)
            await MigrateAsync(cancellationToken);
        else if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            throw new DatabaseBehindException();
    }
}
