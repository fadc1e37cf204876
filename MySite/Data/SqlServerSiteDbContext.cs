using Microsoft.EntityFrameworkCore;

namespace MySite.Data;

internal sealed class SqlServerSiteDbContext(DbContextOptions<SqlServerSiteDbContext> options)
    : SiteDbContext(options);
