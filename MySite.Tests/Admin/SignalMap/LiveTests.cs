using System.Text.Json;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.SignalMap;

public sealed class LiveTests : SignalSite
{
    [Fact]
    public async Task The_page_is_a_list_without_a_script()
    {
        var visitor = await SuperuserAsync();
        await SendAsync(Shaken, 1, "first");
        await SendAsync(Shaken, 9, "second");

        var page = await visitor.OpenAsync("/admin/signals/live/");

        Assert.Equal(["second", "first"], Texts(page, ".traces a"));
        Assert.Equal("/admin/signals/live/", Link(page, "Reload"));
        Assert.True(page.QuerySelector("#pause")!.HasAttribute("hidden"));
    }

    [Fact]
    public async Task Traces_come_as_they_end_in_their_order()
    {
        using var stream = await OpenStreamAsync(await SuperuserAsync());

        for (var i = 1; i <= 30; i++)
            await SendAsync(Shaken, i == 30 ? 9 : 1, $"job {i}");

        var rows = await ReadAsync(stream, 30);
        Assert.Equal(Enumerable.Range(1, 30).Select(i => $"job {i}"), rows.Select(row => $"{row.GetProperty("name")}"));
        var last = rows[^1];
        Assert.Equal(("job", "3", "1"), (
            $"{last.GetProperty("kind")}", $"{last.GetProperty("events")}", $"{last.GetProperty("failures")}"));
        Assert.Equal($"/admin/signals/traces/{last.GetProperty("number")}/", $"{last.GetProperty("url")}");
    }

    [Fact]
    public async Task The_stream_itself_is_not_traced_and_who_closes_it_is_forgotten()
    {
        var visitor = await SuperuserAsync();
        using (await OpenStreamAsync(visitor))
        {
            Assert.Equal(1, Monitor.Watchers);
            await visitor.OpenAsync("/polls/");
        }

        await Eventually.IsTrueAsync(() => Task.FromResult(Monitor.Watchers == 0));
        Assert.Equal(["GET /polls/"], Monitor.Traces.Select(trace => trace.Name));
    }

    [Fact]
    public async Task The_stream_ends_after_a_while_so_that_rights_are_looked_at_again()
    {
        using var stream = await OpenStreamAsync(await SuperuserAsync());

        Clock.Advance(TimeSpan.FromMinutes(10));

        // A sign of life may come before the end.
        Assert.Equal("", (await stream.ReadToEndAsync(Cancel)).Trim('\n', ':'));
        Assert.Equal(0, Monitor.Watchers);
    }

    [Fact]
    public async Task Many_watch_at_once_and_see_the_same()
    {
        var visitor = await SuperuserAsync();
        var streams = new List<StreamReader>();
        for (var i = 0; i < 10; i++)
            streams.Add(await OpenStreamAsync(visitor));

        for (var i = 1; i <= 20; i++)
            await SendAsync(Shaken, 1, $"job {i}");

        foreach (var stream in streams)
            using (stream)
                Assert.Equal(
                    Enumerable.Range(1, 20).Select(i => $"job {i}"),
                    (await ReadAsync(stream, 20)).Select(row => $"{row.GetProperty("name")}"));
    }

    /// <summary>A stream that has begun.</summary>
    private static async Task<StreamReader> OpenStreamAsync(Visitor visitor)
    {
        var response = await visitor.Http.GetAsync(
            new Uri("/admin/signals/live/stream", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancel));
        Assert.Equal("event: hello", await reader.ReadLineAsync(Cancel));
        Assert.Equal("data: ", await reader.ReadLineAsync(Cancel));
        return reader;
    }

    private static async Task<List<JsonElement>> ReadAsync(StreamReader stream, int count)
    {
        var rows = new List<JsonElement>();
        while (rows.Count < count && await stream.ReadLineAsync(Cancel) is { } line)
            if (line.StartsWith("data: {", StringComparison.Ordinal))
                rows.Add(JsonElement.Parse(line["data: ".Length..]));
        return rows;
    }
}
