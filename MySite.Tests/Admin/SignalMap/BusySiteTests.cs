using MySite.Tests.Support;

namespace MySite.Tests.Admin.SignalMap;

/// <summary>Of what comes often a few are traced, and the pages say so.</summary>
public sealed class BusySiteTests : SignalSite
{
    protected override SiteFactory CreateSite(TestDatabase database) =>
        base.CreateSite(database).With("Signals:Trace:PerSecond", "2");

    [Fact]
    public async Task Requests_that_are_not_traced_are_counted_and_so_are_their_signals()
    {
        var visitor = await SuperuserAsync();
        for (var visit = 0; visit < 5; visit++)
            await visitor.OpenAsync("/polls/");

        var page = await visitor.OpenAsync("/admin/signals/traces/");

        Assert.Equal(2, page.QuerySelectorAll("td a").Count(link => Text(link) == "GET /polls/"));
        Assert.EndsWith(
            " more were not traced: of the same name 2 a second are, Signals:Trace:PerSecond says so.",
            Text(page.QuerySelector(".note")), StringComparison.Ordinal);
        Assert.InRange(Monitor.TracesLeftOut, 3, 10);
        var finished = Assert.Single(Monitor.Signals, signal => signal.Signal.Name == "request_finished");
        Assert.True(finished.Sent >= 5, $"{finished.Sent} were sent.");
    }
}
