using System.Net;

namespace MySite.Tests.Admin.SignalMap;

public sealed class MapTests : SignalSite
{
    [Fact]
    public async Task Each_connection_is_listed_in_the_order_in_which_it_runs_with_the_place_that_made_it()
    {
        var page = await (await SuperuserAsync()).OpenAsync("/admin/signals/");

        var rows = RowsOf(page, "user_created");
        Assert.Equal(
            ["CreateProfile inline", "AccountLog after commit", "SendWelcomeMail durable", "NotifyStaff durable",
                "DrawAvatar durable"],
            rows.Select(row => $"{Text(row.QuerySelector("td")!.FirstChild)} {Text(row.QuerySelector(".phase"))}"));
        Assert.StartsWith(
            "MySite/Accounts/AccountReceivers.cs:", Text(rows[0].QuerySelector(".place")), StringComparison.Ordinal);
        Assert.NotEmpty(RowsOf(page, "post_save · IdentityRole<Guid>"));
    }

    [Fact]
    public async Task Priority_key_and_condition_are_said_and_so_are_calls_skips_and_failures()
    {
        var visitor = await SuperuserAsync();
        await SendAsync(Shaken, 1);
        await SendAsync(Shaken, 9);
        await SendAsync(Shaken, 9);

        var rows = RowsOf(await visitor.OpenAsync("/admin/signals/"), "shaken");

        var (glass, stone) = (Text(rows[0]), Text(rows[1]));
        Assert.Contains("priority 3 key glass when force => force > 5", glass, StringComparison.Ordinal);
        Assert.Contains("2 +1 skipped", glass, StringComparison.Ordinal);
        Assert.EndsWith("2 TimeoutException, just now", glass, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", glass, StringComparison.Ordinal);
        Assert.Equal(["3", "3"], Texts(rows[1], "td.num")[..2]);
        Assert.EndsWith("–", stone, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_never_ran_is_marked_until_it_runs()
    {
        var visitor = await SuperuserAsync();

        Assert.Equal(["never ran", "never ran"], Texts(Row(await visitor.OpenAsync("/admin/signals/")), ".never .chip"));
        await SendAsync(Shaken);

        var rows = RowsOf(await visitor.OpenAsync("/admin/signals/"), "shaken");
        Assert.Equal(["never ran", ""], rows.Select(row => Text(row.QuerySelector(".chip"))));
    }

    [Fact]
    public async Task A_signal_that_was_sent_with_nobody_listening_is_marked()
    {
        var visitor = await SuperuserAsync();
        Assert.Empty(RowsOf(await visitor.OpenAsync("/admin/signals/"), "lonely"));

        await SendAsync(Lonely);
        await SendAsync(Lonely);

        var page = await visitor.OpenAsync("/admin/signals/");
        Assert.Equal("lonely sent 2 nobody listens", Text(Assert.Single(RowsOf(page, "lonely"))));
        Assert.Contains("lonely", Texts(page, ".graph .unheard"));
        Assert.DoesNotContain("lonely", Texts(await visitor.OpenAsync("/admin/signals/?room=Polls"), "th code"));
    }

    [Theory]
    [InlineData("room=Polls", 14)]
    [InlineData("room=Nowhere", 0)]
    [InlineData("q=WELCOME", 1)]
    [InlineData("q=user_created", 5)]
    [InlineData("q=glass", 1)]
    [InlineData("q=force+%3E", 1)]
    [InlineData("q=AccountReceivers.cs", 31)]
    [InlineData("q=durable&room=Accounts", 14)]
    [InlineData("q=%3Cscript%3E", 0)]
    public async Task The_table_is_narrowed_by_room_and_words(string query, int connections)
    {
        var page = await (await SuperuserAsync()).OpenAsync($"/admin/signals/?{query}");

        Assert.Equal(connections, page.QuerySelectorAll("table.map tbody tr").Length);
        Assert.Equal(connections, page.QuerySelectorAll(".graph .edge").Length);
        Assert.Equal(connections == 0, page.QuerySelector(".empty") is not null);
    }

    [Fact]
    public async Task What_was_chosen_stays_chosen_and_can_be_taken_back()
    {
        var page = await (await SuperuserAsync()).OpenAsync("/admin/signals/?q=poll&room=Polls");

        Assert.Equal("poll", page.QuerySelector("[name=q]")!.GetAttribute("value"));
        Assert.Equal("Polls", Text(page.QuerySelector("option[selected]")));
        Assert.Equal("/admin/signals/", Link(page, "Clear"));
        Assert.Equal(
            ["All rooms", "Accounts", "Admin", "Polls", "Shared"], Texts(page, "option").Where(room => room != "Elsewhere"));
    }

    [Fact]
    public async Task The_graph_leads_from_signals_to_receivers_by_room_and_says_the_same_in_words()
    {
        var page = await (await SuperuserAsync()).OpenAsync("/admin/signals/?room=Accounts");

        Assert.Equal(["Accounts"], Texts(page, ".graph .room"));
        Assert.Contains("/admin/signals/user_created/", page.QuerySelectorAll(".graph a").Select(a => a.GetAttribute("href")));
        Assert.Equal(14, page.QuerySelectorAll(".graph .phase-durable").Length);
        Assert.Equal(1, Texts(page, ".graph g").Count(name => name == "AccountLog"));
        Assert.Contains(
            "user_created → SendWelcomeMail, durable", page.QuerySelectorAll(".graph .edge").Select(Text));
        Assert.Contains(Texts(page, ".graph-card li"), line =>
            line.StartsWith("user_created: CreateProfile in Accounts (inline), AccountLog", StringComparison.Ordinal));
        Assert.Empty(page.QuerySelectorAll("main [style]"));
    }

    [Fact]
    public async Task A_page_of_each_signal_shows_its_receivers_and_its_last_events()
    {
        var visitor = await SuperuserAsync();
        await SendAsync(Shaken, 1, "first");
        await SendAsync(Shaken, 9, "second");

        var page = await visitor.OpenAsync("/admin/signals/shaken/");

        Assert.Equal(2, page.QuerySelectorAll("table.map tbody tr").Length);
        Assert.Equal("2", Text(page.QuerySelector(".facts dd")));
        Assert.Equal(["second", "first"], Texts(page, ".recents a"));
        Assert.Equal(["1 failed, 1 done", "1 skipped, 1 done"], Texts(page, ".recents td:last-child"));
        Assert.Equal("second", Text((await visitor.OpenAsync(Link(page, "second"))).QuerySelector("h1")));
        Assert.Empty(page.QuerySelectorAll("th:not([scope])"));
        foreach (var link in (await visitor.OpenAsync("/admin/signals/")).QuerySelectorAll(".map th a"))
            await visitor.OpenAsync(link.GetAttribute("href")!);
    }

    [Theory]
    [InlineData("/admin/signals/nothing/")]
    [InlineData("/admin/signals/%3Cb%3E/")]
    [InlineData("/admin/signals/traces/999999/")]
    [InlineData("/admin/signals/traces/99999999999999999999/")]
    public async Task What_is_not_there_is_not_found(string url) =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await SuperuserAsync()).GetAsync(url)).StatusCode);

    private static AngleSharp.Dom.IElement Row(AngleSharp.Dom.IParentNode page) => RowsOf(page, "shaken")[0].ParentElement!;
}
