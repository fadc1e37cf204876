using Microsoft.EntityFrameworkCore;

namespace MySite.Data;

internal sealed class PostgreSqlSiteDbContext(DbContextOptions<PostgreSqlSiteDbContext> options)
    : SiteDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcOffsetConverter>();
    }
}
