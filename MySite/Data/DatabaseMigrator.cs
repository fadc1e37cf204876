using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MySite.Data;

/// <summary>Brings the database to the newest migration and tells which ones that took.</summary>
internal sealed class DatabaseMigrator(
    SiteDbContext db, IOptions<DatabaseOptions> options, IHostEnvironment environment)
{
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken = default)
    {
        var pending = await FindPendingAsync(cancellationToken);
        await ApplyAsync(pending, cancellationToken);
        return pending;
    }

    /// <summary>Migrates where the settings say so; elsewhere a database that is behind stops the start.</summary>
    public async Task<IReadOnlyList<string>> PrepareAsync(CancellationToken cancellationToken = default)
    {
        if (options.Value.MigrateOnStart ?? environment.IsDevelopment())
            return await MigrateAsync(cancellationToken);
        return await FindPendingAsync(cancellationToken) is [] ? [] : throw new DatabaseBehindException();
    }

    // On PostgreSQL the lock is free between two migrations, and another server that starts may apply the next one.
    private async Task ApplyAsync(IReadOnlyList<string> pending, CancellationToken cancellationToken)
    {
        if (pending.Count == 0)
            return;
        try
        {
            await db.Database.MigrateAsync(cancellationToken);
        }
        catch (DbException)
        {
            var left = await FindPendingAsync(cancellationToken);
            if (left.Count == pending.Count)
                throw;
            await ApplyAsync(left, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<string>> FindPendingAsync(CancellationToken cancellationToken)
    {
        try
        {
            return [.. await db.Database.GetPendingMigrationsAsync(cancellationToken)];
        }
        catch (Exception error) when (CauseOf(error) is { } cause)
        {
            throw new DatabaseUnavailableException(cause);
        }
    }

    // EF Core wraps what it takes for a passing trouble.
    private static DbException? CauseOf(Exception error) => error as DbException ?? error.InnerException as DbException;
}
