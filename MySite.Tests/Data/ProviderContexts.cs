using Microsoft.EntityFrameworkCore.Design;
using MySite.Data;

namespace MySite.Tests.Data;

/// <summary>A context of each provider, without a server behind it.</summary>
internal static class ProviderContexts
{
    public static SiteDbContext Create(string provider) => provider switch
    {
        "Sqlite" => Create<SqliteSiteDbContext>(),
        "SqlServer" => Create<SqlServerSiteDbContext>(),
        _ => Create<PostgreSqlSiteDbContext>(),
    };

    private static T Create<T>()
        where T : SiteDbContext =>
        ((IDesignTimeDbContextFactory<T>)(object)new DesignTimeContexts()).CreateDbContext([]);
}
