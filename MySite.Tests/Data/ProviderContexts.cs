using System.Runtime.CompilerServices;
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

    // Made the site's own way they are refused once there are twenty sets of EF's services, which the tests soon have made.
    [ModuleInitializer]
    internal static void CreateServices()
    {
        foreach (var provider in (string[])["Sqlite", "SqlServer", "PostgreSql"])
            Create(provider).Dispose();
    }

    private static T Create<T>()
        where T : SiteDbContext =>
        ((IDesignTimeDbContextFactory<T>)(object)new DesignTimeContexts()).CreateDbContext([]);
}
