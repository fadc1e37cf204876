using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace MySite.Data;

/// <summary>
/// For <c>dotnet ef</c>, which needs the shape and no server:
/// <c>dotnet ef migrations add Name --project MySite --context SqliteSiteDbContext</c>, and so on for each provider.
/// </summary>
internal sealed class DesignTimeContexts
    : IDesignTimeDbContextFactory<SqliteSiteDbContext>,
      IDesignTimeDbContextFactory<SqlServerSiteDbContext>,
      IDesignTimeDbContextFactory<PostgreSqlSiteDbContext>
{
    SqliteSiteDbContext IDesignTimeDbContextFactory<SqliteSiteDbContext>.CreateDbContext(string[] args) =>
        new(Options<SqliteSiteDbContext>(options => options.UseSqlite()));

    SqlServerSiteDbContext IDesignTimeDbContextFactory<SqlServerSiteDbContext>.CreateDbContext(string[] args) =>
        new(Options<SqlServerSiteDbContext>(options => options.UseSqlServer()));

    PostgreSqlSiteDbContext IDesignTimeDbContextFactory<PostgreSqlSiteDbContext>.CreateDbContext(string[] args) =>
        new(Options<PostgreSqlSiteDbContext>(options => options.UseNpgsql()));

    private static DbContextOptions<T> Options<T>(Action<DbContextOptionsBuilder<T>> provider)
        where T : DbContext
    {
        var options = new DbContextOptionsBuilder<T>().UseApplicationServiceProvider(IdentityModel.Services);
        provider(options);
        return options.Options;
    }
}
