using System.Net;
using MySite.Tests.Support;

namespace MySite.Tests;

/// <summary>What leaves a running site, over the wire.</summary>
public sealed class TelemetryExportTests() : SiteTests(DatabaseServer.Sqlite)
{
    private const string Traces = "/v1/traces";
    private const string Metrics = "/v1/metrics";

    [Fact]
    public async Task Traces_and_metrics_arrive_where_the_standard_variable_says_under_the_name_of_the_site()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var site = await StartAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address));

        await VisitAsync(site);

        await ArrivesAsync(collector, Traces, "MySite.Signals", "SELECT Questions", "db.query.text", "sqlite");
        await ArrivesAsync(
            collector, Metrics, "http.server.request.duration", "mysite.signal.send.duration", "mysite.outbox.delivery.count");
        Assert.All([Traces, Metrics], path => Assert.Contains("MySite", collector.TextOf(path), StringComparison.Ordinal));
        Assert.DoesNotContain("healthz", collector.TextOf(Traces), StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.org", collector.TextOf(Traces), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OTEL_SERVICE_NAME", "ballots")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES", "service.name=ballots")]
    public async Task A_name_that_the_variables_give_it_goes_before_the_sites_own(string variable, string value)
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var site = await StartAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), (variable, value));

        await VisitAsync(site);

        await ArrivesAsync(collector, Traces, "ballots");
        Assert.DoesNotContain("service.name\x12\b\n\x06MySite", collector.TextOf(Traces), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", Traces, Metrics)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", Metrics, Traces)]
    public async Task A_variable_of_one_kind_sends_that_kind_alone(string variable, string sent, string other)
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var site = await StartAsync((variable, collector.Address + sent));

        await VisitAsync(site);

        await ArrivesAsync(collector, sent, "MySite");
        Assert.Empty(collector.TextOf(other));
    }

    private static async Task VisitAsync(RunningSite site)
    {
        using var http = new HttpClient { BaseAddress = site.Address };
        foreach (var path in new[] { "/healthz/ready", "/healthz/live", "/polls/?email=ada@example.org" })
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(path, UriKind.Relative), Cancel)).StatusCode);
    }

    private static Task ArrivesAsync(OtlpReceiver collector, string path, params string[] texts) => Eventually.IsTrueAsync(
        () => Task.FromResult(texts.All(text => collector.TextOf(path).Contains(text, StringComparison.Ordinal))));

    private Task<RunningSite> StartAsync(params (string, object)[] settings) => RunningSite.StartAsync(
        Database,
        [
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRIC_EXPORT_INTERVAL", 500),
            ("OTEL_BSP_SCHEDULE_DELAY", 200), .. settings,
        ]);
}
