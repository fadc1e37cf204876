using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals.Diagnostics;
using MySite.Tests.Support;
using Serilog;
using Serilog.Events;

namespace MySite.Tests;

/// <summary>Health checks are asked every few seconds, and what somebody looks for must not drown in them.</summary>
public sealed class ProbeTests() : SiteTests(DatabaseServer.Sqlite)
{
    private readonly LogSink _log = new();
    private readonly TelemetryRecord _record = new();

    protected override SiteFactory CreateSite(TestDatabase database) => base.CreateSite(database)
        .With("OTEL_EXPORTER_OTLP_ENDPOINT", TelemetryRecord.Nowhere).With(_record.Attach)
        .With(services => services.AddSerilog(
            log => log.MinimumLevel.Debug().WriteTo.Sink(_log), preserveStaticLogger: true));

    [Fact]
    public async Task How_long_a_probe_takes_is_not_among_what_visitors_wait_for()
    {
        await CreateVisitor().GetAsync("/healthz/ready");
        await CreateVisitor().GetAsync("/polls/");

        string[] Routes() => [.. TagsOf("http.server.request.duration", "http.route")];
        await Eventually.IsTrueAsync(() => Task.FromResult(Routes().Contains("polls")));
        Assert.DoesNotContain(Routes(), route => route.Contains("healthz", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/healthz/live", false)]
    [InlineData("/healthz/ready", false)]
    [InlineData("/polls/", true)]
    public async Task Only_visits_are_kept_logged_and_told_to_a_tracer(string url, bool isVisit)
    {
        var visitor = CreateVisitor();
        var trace = ActivityTraceId.CreateRandom();
        visitor.Http.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");

        await visitor.GetAsync(url);

        await Eventually.IsTrueAsync(() => Task.FromResult(_log.From("MySite.Shared.Receivers.RequestLog").Length == 1));
        var line = Assert.Single(_log.From("MySite.Shared.Receivers.RequestLog"));
        Assert.Equal(isVisit ? LogEventLevel.Information : LogEventLevel.Debug, line.Level);
        Assert.Equal(isVisit, Site.Services.GetRequiredService<SignalMonitor>().Traces.Any(
            kept => kept.Name == $"GET {url}"));
        if (isVisit)
            await Eventually.IsTrueAsync(() => Task.FromResult(_record.Of(trace).Length > 0));
        else
            Assert.Empty(_record.Of(trace));
    }

    private IEnumerable<string> TagsOf(string instrument, string name)
    {
        if (!_record.Collect().TryGetValue(instrument, out var metric))
            yield break;
        foreach (var point in metric.GetMetricPoints())
            foreach (var tag in point.Tags)
                if (tag.Key == name)
                    yield return $"{tag.Value}".Trim('/');
    }
}
