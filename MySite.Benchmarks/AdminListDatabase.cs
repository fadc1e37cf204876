extern alias Site;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Site::MySite.Data;

namespace MySite.Benchmarks;

/// <summary>A database full of questions, spread evenly over three years.</summary>
internal sealed class AdminListDatabase(Func<IInterceptor[], SiteDbContext> create, string fill, string scan) : IAsyncDisposable
{
    public const string Scan = "one scan for a word";

    private const int Seconds = 3 * 365 * 24 * 3600;

    public static Task<AdminListDatabase> OnSqliteAsync(int size)
    {
        var file = Path.Combine(Path.GetTempPath(), $"mysite-admin-lists-{Environment.ProcessId}-{size}.db");
        var options = new DbContextOptionsBuilder<SqliteSiteDbContext>()
            .UseApplicationServiceProvider(IdentityModel.Services).UseSqlite($"Data Source={file}").Options;
        return new AdminListDatabase(
            interceptors => new SqliteSiteDbContext(
                new DbContextOptionsBuilder<SqliteSiteDbContext>(options).AddInterceptors(interceptors).Options),
            $"""
            INSERT INTO Questions (QuestionText, PubDate)
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {size - 1})
            SELECT {Text(size, "i")},
                strftime('%Y-%m-%d %H:%M:%S', 'now', '-' || ({Seconds} - i * 1.0 * {Seconds} / {size}) || ' seconds')
            FROM n
            """,
            "SELECT count(*) AS \"Value\" FROM Questions WHERE QuestionText LIKE '%nowhere%'").FillAsync();
    }

    public static Task<AdminListDatabase> OnPostgreSqlAsync(string server, int size)
    {
        var name = $"mysite_admin_lists_{Environment.ProcessId}_{size}";
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = name, CommandTimeout = 300 }.ConnectionString;
        var options = new DbContextOptionsBuilder<PostgreSqlSiteDbContext>()
            .UseApplicationServiceProvider(IdentityModel.Services).UseNpgsql(connection).Options;
        return new AdminListDatabase(
            interceptors => new PostgreSqlSiteDbContext(
                new DbContextOptionsBuilder<PostgreSqlSiteDbContext>(options).AddInterceptors(interceptors).Options),
            $"""
            INSERT INTO "Questions" ("QuestionText", "PubDate")
            SELECT {Text(size, "i")}, now() - ({Seconds} - i * 1.0 * {Seconds} / {size}) * interval '1 second'
            FROM generate_series(0, {size - 1}) AS i;
            ANALYZE "Questions"
            """,
            """SELECT count(*) AS "Value" FROM "Questions" WHERE lower("QuestionText") LIKE '%nowhere%'""").FillAsync();
    }

    public SiteDbContext CreateContext(params IInterceptor[] interceptors) => create(interceptors);

    public async Task ScanAsync()
    {
        await using var db = CreateContext();
        await db.Database.SqlQueryRaw<long>(scan).SingleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await using var db = CreateContext();
        await db.Database.EnsureDeletedAsync();
    }

    private static string Text(int size, string i) =>
        $"'Which of these would you rather have, number ' || {i} || " +
        $"CASE WHEN {i} % {size / 5} = 7 THEN ' needle' WHEN {i} % 10 = 0 THEN ' tenth' ELSE '' END";

    private async Task<AdminListDatabase> FillAsync()
    {
        await using var db = CreateContext();
        await db.Database.EnsureDeletedAsync();
        await db.Database.MigrateAsync();
        db.Database.SetCommandTimeout(300);
        await db.Database.ExecuteSqlRawAsync(fill);
        return this;
    }
}
