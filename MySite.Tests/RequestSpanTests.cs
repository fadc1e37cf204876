using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Data;
using MySite.Tests.Support;

namespace MySite.Tests;

/// <summary>What a tracer is told of a request, in the words of OpenTelemetry's conventions.</summary>
public sealed class RequestSpanTests() : SiteTests(DatabaseServer.Sqlite)
{
    private readonly ActivityTraceId _trace = ActivityTraceId.CreateRandom();
    private readonly TelemetryRecord _record = new();

    [Theory]
    [InlineData("Development", "/polls/?name=ada", 200, "GET polls", "polls")]
    [InlineData("Production", "/polls/?name=ada", 200, "GET polls", "polls")]
    [InlineData("Production", "/polls/4711/", 404, "GET polls/{id:int:min(1)}", "polls/{id:int:min(1)}")]
    [InlineData("Production", "/nowhere/", 404, "GET", null)]
    public async Task It_is_named_by_its_route_and_tells_how_it_ended(
        string environment, string url, int status, string name, string? route)
    {
        var span = await VisitAsync(environment, url);

        Assert.Equal((name, route), (span.DisplayName, span.GetTagItem("http.route")));
        Assert.Equal(status, span.GetTagItem("http.response.status_code"));
        Assert.Equal("GET", span.GetTagItem("http.request.method"));
        Assert.Equal(url.Split('?')[0], span.GetTagItem("url.path"));
        Assert.Equal(("http", "localhost"), (span.GetTagItem("url.scheme"), span.GetTagItem("server.address")));
        Assert.DoesNotContain(span.TagObjects, tag => $"{tag.Value}".Contains("ada", StringComparison.Ordinal));
        Assert.Equal((ActivityStatusCode.Unset, null), (span.Status, span.GetTagItem("error.type")));
    }

    [Fact]
    public async Task A_method_that_nobody_knows_names_no_span()
    {
        var span = await VisitAsync("Production", "/polls/", method: "BREW");

        Assert.Equal(("HTTP polls", "_OTHER"), (span.DisplayName, span.GetTagItem("http.request.method")));
        Assert.Equal("BREW", span.GetTagItem("http.request.method_original"));
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task One_that_fails_names_the_exception_and_the_page_that_was_asked_for_and_no_message(string environment)
    {
        var span = await VisitAsync(environment, "/polls/", async db => await db.Database.ExecuteSqlAsync(
            $"""ALTER TABLE "Questions" RENAME TO "Elsewhere" """, Cancel));

        Assert.Equal(("GET polls", 500), (span.DisplayName, span.GetTagItem("http.response.status_code")));
        Assert.Equal(
            (ActivityStatusCode.Error, "Microsoft.Data.Sqlite.SqliteException"), (span.Status, span.GetTagItem("error.type")));
        Assert.DoesNotContain(
            span.TagObjects, tag => $"{tag.Value}".Contains("no such table", StringComparison.Ordinal));
    }

    private async Task<Activity> VisitAsync(
        string environment, string url, Func<SiteDbContext, Task>? before = null, string method = "GET")
    {
        await using var site = new SiteFactory(Database) { Environment = environment }
            .With("OTEL_EXPORTER_OTLP_ENDPOINT", TelemetryRecord.Nowhere).With(_record.Attach);
        if (before is not null)
        {
            await using var scope = site.Services.CreateAsyncScope();
            await before(scope.ServiceProvider.GetRequiredService<SiteDbContext>());
        }
        var visitor = new Visitor(site);
        visitor.Http.DefaultRequestHeaders.Add("traceparent", $"00-{_trace}-{ActivitySpanId.CreateRandom()}-01");
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        await visitor.Http.SendAsync(request, Cancel);

        await Eventually.IsTrueAsync(() => Task.FromResult(_record.Of(_trace).Any(IsRequest)));
        return Assert.Single(_record.Of(_trace), IsRequest);
    }

    private static bool IsRequest(Activity span) => span.Kind == ActivityKind.Server;
}
