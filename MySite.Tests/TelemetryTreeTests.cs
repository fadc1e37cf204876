using System.Diagnostics;
using System.Net;
using MySite.Tests.Accounts;
using MySite.Tests.Support;
using OpenTelemetry.Metrics;

namespace MySite.Tests;

/// <summary>What the site tells a tracer and a meter of a visitor who signs up.</summary>
public abstract class TelemetryTreeTests(DatabaseServer server, string system) : AccountTests(server)
{
    private readonly ActivityTraceId _trace = ActivityTraceId.CreateRandom();
    private readonly ActivitySpanId _visitor = ActivitySpanId.CreateRandom();
    private readonly TelemetryRecord _record = new();

    protected override SiteFactory CreateSite(TestDatabase database) => base.CreateSite(database)
        .With("OTEL_EXPORTER_OTLP_ENDPOINT", TelemetryRecord.Nowhere).With(_record.Attach);

    [Fact]
    public async Task The_request_its_signals_and_its_commands_are_one_tree()
    {
        await SignUpAsync();

        var spans = _record.Of(_trace);
        var request = Assert.Single(spans, IsPost);
        Assert.Equal("accounts/signup", Tag(request, "http.route")?.Trim('/'), ignoreCase: true);
        Assert.Equal("302", Tag(request, "http.response.status_code"));
        Assert.All(spans, span => Assert.Equal(_visitor, Path(span).Last().ParentSpanId));
        var created = Assert.Single(spans, span => span.DisplayName == "send user_created");
        Assert.Contains(request, Path(created));
        Assert.Contains(spans, span => span.DisplayName == "receive user_created" && span.ParentSpanId == created.SpanId);
        var insert = Assert.Single(spans, span => span.DisplayName == "INSERT AspNetUsers");
        Assert.Contains(request, Path(insert));
        Assert.True(insert.Kind == ActivityKind.Client && insert.Duration <= request.Duration);
    }

    [Fact]
    public async Task Commands_are_told_once_in_the_words_of_the_conventions_without_a_value()
    {
        await SignUpAsync();

        var commands = _record.Of(_trace).Where(span => Tag(span, "db.query.text") is not null).ToArray();
        Assert.All(commands, span => Assert.Equal((system, "MySite.Data"), (Tag(span, "db.system.name"), span.Source.Name)));
        Assert.DoesNotContain(_record.Of(_trace), span => span.Source.Name == "Npgsql");
        var insert = Assert.Single(commands, span => span.DisplayName == "INSERT AspNetUsers");
        Assert.Equal(("INSERT", "AspNetUsers"), (Tag(insert, "db.operation.name"), Tag(insert, "db.collection.name")));
        Assert.StartsWith("INSERT INTO \"AspNetUsers\"", Tag(insert, "db.query.text")!.TrimStart(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            _record.Of(_trace).SelectMany(span => span.TagObjects),
            tag => $"{tag.Value}".Contains("lovelace", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_delivery_is_a_trace_of_its_own_that_is_linked_to_the_one_that_stored_it_and_ends_with_the_mail()
    {
        await SignUpAsync();

        var welcome = await DeliveryAsync("SendWelcomeMail");
        Assert.Equal((ActivityKind.Consumer, "deliver user_created"), (welcome.Kind, welcome.DisplayName));
        Assert.NotEqual(_trace, welcome.TraceId);
        Assert.Equal(default, welcome.ParentSpanId);
        var origin = Assert.Single(welcome.Links).Context;
        Assert.Contains(_record.Of(_trace), span => span.SpanId == origin.SpanId && span.DisplayName == "send user_created");
        var below = _record.Of(welcome.TraceId);
        Assert.All(below, span => Assert.Same(welcome, Path(span).Last()));
        var mail = Assert.Single(below, span => span.DisplayName == "send mail");
        Assert.Equal(["send mail", "receive user_created", "deliver user_created"], Path(mail).Select(span => span.DisplayName));
    }

    [Fact]
    public async Task The_outbox_that_looks_into_its_table_all_day_makes_no_traces()
    {
        await SignUpAsync();
        await DeliveryAsync("SendWelcomeMail");

        Assert.DoesNotContain(
            _record.Spans, span => span.Source.Name == "MySite.Data" && span.ParentSpanId == default);
    }

    [Fact]
    public async Task Everything_is_measured_under_its_name_and_in_its_unit()
    {
        await SignUpAsync();
        await DeliveryAsync("SendWelcomeMail");
        await CreateVisitor().OpenAsync("/polls/");
        await Eventually.IsTrueAsync(() => Task.FromResult(_record.Collect().ContainsKey("mysite.outbox.delivery.count")));

        var metrics = _record.Collect();
        Assert.All(
            [
                ("http.server.request.duration", "s"), ("mysite.signal.send.duration", "s"),
                ("mysite.signal.receiver.duration", "s"), ("mysite.mail.send.duration", "s"),
                ("mysite.outbox.delivery.count", "{delivery}"), ("mysite.cache.events", "{event}"),
                ("microsoft.entityframeworkcore.queries", "{query}"),
            ],
            expected => Assert.Equal(expected, (metrics[expected.Item1].Name, metrics[expected.Item1].Unit)));
        Assert.DoesNotContain("http.server.active_requests", metrics.Keys);
        Assert.All(
            ["mysite.signal.send.duration", "mysite.signal.receiver.duration", "mysite.mail.send.duration"],
            name => Assert.True(BoundsOf(metrics[name]).Count(bound => bound < 1) > 5));
    }

    private static List<double> BoundsOf(Metric metric)
    {
        List<double> bounds = [];
        foreach (ref readonly var point in metric.GetMetricPoints())
            foreach (var bucket in point.GetHistogramBuckets())
                bounds.Add(bucket.ExplicitBound);
        return bounds;
    }

    private static bool IsPost(Activity span) =>
        span.Kind == ActivityKind.Server && Tag(span, "http.request.method") == "POST";

    private static string? Tag(Activity span, string name) => span.GetTagItem(name)?.ToString();

    // Those that a browser of its own would send, so that no other test's requests are among these.
    private async Task SignUpAsync()
    {
        var visitor = CreateVisitor();
        visitor.Http.DefaultRequestHeaders.Add("traceparent", $"00-{_trace}-{_visitor}-01");
        Assert.Equal(HttpStatusCode.Redirect, (await SignUpAsync(visitor, "lovelace")).StatusCode);
        await Eventually.IsTrueAsync(() => Task.FromResult(_record.Of(_trace).Any(IsPost)));
    }

    private async Task<Activity> DeliveryAsync(string receiver)
    {
        Activity? found = null;
        await Eventually.IsTrueAsync(() => Task.FromResult((found = _record.Spans.FirstOrDefault(span =>
            Tag(span, "mysite.signal.receiver") == receiver && span.OperationName == "deliver"
            && span.Links.Any(link => link.Context.TraceId == _trace))) is not null));
        return found!;
    }

    // From a span up to the one that has no parent here.
    private IEnumerable<Activity> Path(Activity span)
    {
        for (Activity? at = span; at is not null; at = _record.Spans.FirstOrDefault(
            other => other.TraceId == at.TraceId && other.SpanId == at.ParentSpanId))
            yield return at;
    }
}

public sealed class TelemetryTreeTestsOnSqlite() : TelemetryTreeTests(DatabaseServer.Sqlite, "sqlite");

public sealed class TelemetryTreeTestsOnPostgreSql() : TelemetryTreeTests(DatabaseServer.PostgreSql, "postgresql");
