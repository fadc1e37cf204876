using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MySite.Admin.SignalMap;
using MySite.Signals.Diagnostics;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.SignalMap;

/// <summary>A map of a site that watches nothing does not say that nothing happened.</summary>
public sealed class WatchNoteTests : SignalSite
{
    private const string Off = "Nothing is watched: Signals:Trace:Enabled is false.";

    protected override SiteFactory CreateSite(TestDatabase database) =>
        base.CreateSite(database).With("Signals:Trace:Enabled", "false");

    [Fact]
    public async Task Every_page_says_that_nothing_is_watched_and_none_that_nothing_ran()
    {
        var visitor = await SuperuserAsync();
        await SendAsync(Shaken);

        foreach (var url in (string[])["", "shaken/", "traces/", "live/"])
        {
            var page = await visitor.OpenAsync($"/admin/signals/{url}");
            Assert.Equal(Off, Text(page.QuerySelector(".note")));
            Assert.DoesNotContain("never", Text(page.QuerySelector("main")), StringComparison.Ordinal);
            Assert.DoesNotContain("since", Text(page.QuerySelector("main")), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(200, 1, null)]
    [InlineData(0, 1, "No traces are kept: Signals:Trace:Traces is 0.")]
    [InlineData(200, 0.125, "Of all, 12.5 % are traced: Signals:Trace:Sample says so.")]
    [InlineData(200, 0, "Of all, 0 % are traced: Signals:Trace:Sample says so.")]
    public void A_part_is_not_taken_for_the_whole(int traces, double sample, string? note) =>
        Assert.Equal(note, WatchNote.Of(new(
            Options.Create(new SignalMonitorOptions { Traces = traces, Sample = sample }), TimeProvider.System)));

    [Fact]
    public void What_came_too_often_to_be_traced_is_counted()
    {
        var monitor = new SignalMonitor(Options.Create(new SignalMonitorOptions { PerSecond = 1 }), new FakeTimeProvider());

        for (var request = 0; request < 1_003; request++)
            monitor.Begin("request", "GET /", out _)?.Dispose();

        Assert.Equal(
            "1,002 more were not traced: of the same name 1 a second are, Signals:Trace:PerSecond says so.",
            WatchNote.Of(monitor));
    }
}
