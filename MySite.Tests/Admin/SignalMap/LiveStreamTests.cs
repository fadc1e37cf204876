using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.SignalMap;

/// <summary>What a stream says to those who were away, or who wait.</summary>
public sealed class LiveStreamTests : SignalSite
{
    protected override SiteFactory CreateSite(TestDatabase database) =>
        base.CreateSite(database).With("Signals:Trace:Traces", "20");

    [Fact]
    public async Task A_stream_that_has_nothing_to_say_gives_a_sign_of_life()
    {
        using var stream = await OpenAsync(await SuperuserAsync());

        for (var beat = 0; beat < 3; beat++)
        {
            Clock.Advance(TimeSpan.FromSeconds(15));
            Assert.Equal([":", ""], [await stream.ReadLineAsync(Cancel), await stream.ReadLineAsync(Cancel)]);
        }
    }

    [Fact]
    public async Task Who_comes_back_is_told_what_ended_meanwhile_in_order_and_once()
    {
        var visitor = await SuperuserAsync();
        await ShakeAsync(1, 3);
        var last = "";
        using (var first = await OpenAsync(visitor, after: await MarkAsync(visitor)))
        {
            await ShakeAsync(4, 5);
            last = (await ReadAsync(first, 3))[^1].Id;
        }

        await ShakeAsync(6, 9);
        using var second = await OpenAsync(visitor, after: "ignored", lastId: last);
        await ShakeAsync(10, 11);

        Assert.Equal(
            ["job 6", "job 7", "job 8", "job 9", "job 10", "job 11"], (await ReadAsync(second, 6)).Select(row => row.Name));
    }

    [Fact]
    public async Task What_ends_between_the_page_and_the_stream_is_not_lost()
    {
        var visitor = await SuperuserAsync();
        await ShakeAsync(1, 2);
        var page = await visitor.OpenAsync("/admin/signals/live/");
        var (mark, shown) = (Mark(page), page.QuerySelectorAll(".traces tbody tr").Select(row => row.GetAttribute("data-id")));
        await ShakeAsync(3, 3);

        using var stream = await OpenAsync(visitor, after: mark);

        var rows = await ReadAsync(stream, 2);
        Assert.Equal(["GET /admin/signals/live/", "job 3"], rows.Select(row => row.Name));
        Assert.Contains(mark, shown);
        Assert.Empty(rows.Select(row => row.Id).Intersect(shown));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_was_away_for_too_long_is_told_so(bool isOfThisProcess)
    {
        var visitor = await SuperuserAsync();
        await ShakeAsync(1, 1);
        var mark = isOfThisProcess ? await MarkAsync(visitor) : "8d9f00-1";
        await ShakeAsync(2, 30);

        using var stream = await OpenAsync(visitor, lastId: mark, begins: ["event: gap", "data: ", ""]);

        // Twenty are kept; the stream's own was one of them for a moment.
        Assert.Equal(Enumerable.Range(12, 19).Select(i => $"job {i}"), (await ReadAsync(stream, 19)).Select(row => row.Name));
    }

    [Fact]
    public async Task Viewers_share_what_is_written_of_a_trace_unless_they_live_in_another_zone()
    {
        var visitor = await SuperuserAsync();
        using var first = await OpenAsync(visitor);
        using var second = await OpenAsync(visitor);
        var rows = Site.Services.GetRequiredService<MySite.Admin.SignalMap.LiveRows>();

        await ShakeAsync(1, 1);

        Assert.Equal(await ReadAsync(first, 1), await ReadAsync(second, 1));
        var trace = Monitor.Traces[0];
        Assert.Same(
            rows.Of(trace, Monitor, new(TimeZoneInfo.Utc, Clock), ""), rows.Of(trace, Monitor, new(TimeZoneInfo.Utc, Clock), ""));
        Assert.NotEqual(
            rows.Of(trace, Monitor, new(TimeZoneInfo.Utc, Clock), ""),
            rows.Of(trace, Monitor, new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"), Clock), ""));
    }

    [Fact]
    public async Task A_stream_is_no_slow_request()
    {
        var measured = new ConcurrentQueue<string>();
        var meters = Site.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "http.server.request.duration"
                    && instrument.Meter.Scope == meters)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
            measured.Enqueue($"{tags.ToArray().FirstOrDefault(tag => tag.Key == "http.route").Value}".Trim('/')));
        listener.Start();
        var visitor = await SuperuserAsync();
        using (await OpenAsync(visitor))
            Assert.Equal(1, Monitor.Watchers);
        await Eventually.IsTrueAsync(() => Task.FromResult(Monitor.Watchers == 0));

        await visitor.OpenAsync("/admin/signals/live/");

        await Eventually.IsTrueAsync(() => Task.FromResult(measured.Contains("admin/signals/live")));
        Assert.DoesNotContain("admin/signals/live/stream", measured);
    }

    private async Task ShakeAsync(int from, int to)
    {
        for (var i = from; i <= to; i++)
            await SendAsync(Shaken, 1, $"job {i}");
    }

    private static async Task<string> MarkAsync(Visitor visitor) => Mark(await visitor.OpenAsync("/admin/signals/live/"));

    private static string Mark(AngleSharp.Dom.IParentNode page) =>
        page.QuerySelector("[data-live]")!.GetAttribute("data-live")!.Split("?after=")[1];

    private static async Task<StreamReader> OpenAsync(
        Visitor visitor, string? after = null, string? lastId = null, params string[] begins)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/admin/signals/live/stream?after={after}");
        if (lastId is not null)
            request.Headers.Add("Last-Event-ID", lastId);
        var response = await visitor.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancel));
        foreach (var line in (string[])["event: hello", "data: ", "", .. begins])
            Assert.Equal(line, await reader.ReadLineAsync(Cancel));
        return reader;
    }

    private static async Task<List<(string Id, string Name)>> ReadAsync(StreamReader stream, int count)
    {
        var rows = new List<(string, string)>();
        var id = "";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (rows.Count < count && await stream.ReadLineAsync(patience.Token) is { } line)
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line["id: ".Length..];
            else if (line.StartsWith("data: {", StringComparison.Ordinal))
                rows.Add((id, $"{JsonElement.Parse(line["data: ".Length..]).GetProperty("name")}"));
            else
                Assert.DoesNotContain("gap", line, StringComparison.Ordinal);
        return rows;
    }
}
