using Microsoft.EntityFrameworkCore;
using MySite.Data;
using MySite.Data.Sqlite;

namespace MySite.Tests.Support;

/// <summary>The site's tables without a site, for what was stored before it starts and what is left after it ends.</summary>
internal static class SiteDatabase
{
    public static SiteDbContext Open(TestDatabase database) => database.Provider == "Sqlite"
        ? new SqliteSiteDbContext(Options<SqliteSiteDbContext>(options =>
            options.UseSqlite(database.ConnectionString).AddInterceptors(new KeptConnections())))
        : new PostgreSqlSiteDbContext(Options<PostgreSqlSiteDbContext>(options => options.UseNpgsql(database.ConnectionString)));

    private static DbContextOptions<T> Options<T>(Action<DbContextOptionsBuilder> provider)
        where T : DbContext
    {
        var options = new DbContextOptionsBuilder<T>().UseApplicationServiceProvider(IdentityModel.Services);
        options.AllowManyServices();
        provider(options);
        return options.Options;
    }
}
