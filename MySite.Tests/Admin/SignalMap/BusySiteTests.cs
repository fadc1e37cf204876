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

    [Fact]
    public async Task Addresses_that_differ_in_a_number_are_one_and_are_told_as_they_were_sent()
    {
        var visitor = CreateVisitor();
        for (var poll = 1000; poll < 1005; poll++)
            await visitor.GetAsync($"/polls/{poll}/a%0Ab/");

        Assert.Equal(
            ["GET /polls/1000/a%0Ab/", "GET /polls/1001/a%0Ab/"],
            Monitor.Traces.Select(trace => trace.Name).Where(name => name.Contains("/polls/1", StringComparison.Ordinal))
                .Order());
    }
}
