using System.Net;
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
}

public sealed class HealthTestsOnSqlite() : HealthTests(DatabaseServer.Sqlite);

public sealed class HealthTestsOnPostgreSql() : HealthTests(DatabaseServer.PostgreSql);
