using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MySite.Data;
using MySite.Tests.Support;

namespace MySite.Tests;

public abstract class HealthTests(DatabaseServer server) : SiteTests(server)
{
    [Fact]
    public async Task A_site_with_its_database_is_live_and_ready()
    {
        var visitor = CreateVisitor();

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/healthz/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/healthz/ready")).StatusCode);
    }

    [Fact]
    public async Task A_site_that_lost_its_database_is_live_and_not_ready()
    {
        var visitor = CreateVisitor();
        await visitor.GetAsync("/polls/");
        await Database.DisposeAsync();

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/healthz/live")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await visitor.GetAsync("/healthz/ready")).StatusCode);
    }

    [Fact]
    public async Task A_site_is_ready_once_its_database_is_up_to_date()
    {
        await using var empty = await Server.CreateDatabaseAsync();
        await using var site = new SiteFactory(empty).WithoutMigration();
        var visitor = new Visitor(site);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await visitor.GetAsync("/healthz/ready")).StatusCode);

        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/healthz/ready")).StatusCode);
    }
}

public sealed class HealthTestsOnSqlite() : HealthTests(DatabaseServer.Sqlite);

public sealed class HealthTestsOnPostgreSql() : HealthTests(DatabaseServer.PostgreSql);
