using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using MySite.Admin.Outbox;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Outbox;

/// <summary>What the pages show.</summary>
public abstract class OutboxPageTests(DatabaseServer server) : OutboxSite(server)
{
    [Fact]
    public async Task Deliveries_are_counted_by_state_with_the_age_of_the_oldest()
    {
        await AddEachAsync();
        Clock.Advance(TimeSpan.FromMinutes(2));
        await AddAsync("NotifyStaff");

        var page = await (await ViewerAsync()).OpenAsync(Outbox);

        Assert.Equal(
            ["Pending 2", "Running 1", "Waiting for retry 1", "Dead 1", "Done 1"], Texts(page, ".states a"));
        Assert.StartsWith("The oldest delivery that is not made was stored 2 min ago", Text(page.QuerySelector(".oldest")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_outbox_says_so()
    {
        var page = await (await ViewerAsync()).OpenAsync(Outbox);

        Assert.Equal("Every delivery is made or given up.", Text(page.QuerySelector(".oldest")));
        Assert.Equal("No deliveries yet.", Text(page.QuerySelector(".empty")));
    }

    [Theory]
    [InlineData("pending", "user_created Pending 0 failed attempts due just now")]
    [InlineData("running", "user_created Running 0 failed attempts held until in 5 min")]
    [InlineData("retry", "user_created Waiting for retry 3 failed attempts due in 8 min The mail server is down.")]
    [InlineData("dead", "user_created Dead 500 failed attempts dead just now It broke.")]
    [InlineData("done", "user_created Done 0 failed attempts done just now")]
    public async Task The_list_is_filtered_by_state_and_says_of_each_row_what_matters(string state, string row)
    {
        await AddEachAsync();

        var page = await (await ViewerAsync()).OpenAsync($"{Outbox}?state={state}");

        Assert.Equal([$"For{state} {row}"], Texts(page, "table.outbox tbody tr"));
        Assert.Equal("true", page.QuerySelector($".states a[aria-current]")?.GetAttribute("aria-current"));
    }

    [Fact]
    public async Task The_list_is_filtered_by_receiver_and_found_by_id()
    {
        await AddEachAsync();
        var gone = await AddDeadAsync("Gone");
        var viewer = await ViewerAsync();

        Assert.Equal(["Gone"], First(await viewer.OpenAsync($"{Outbox}?receiver=Gone")));
        Assert.Equal(["Gone"], First(await viewer.OpenAsync($"{Outbox}?q={gone}")));
        Assert.Empty(First(await viewer.OpenAsync($"{Outbox}?state=done&receiver=Gone")));
        var all = await viewer.OpenAsync(Outbox);
        Assert.Equal(6, First(all).Length);
        Assert.Equal(
            [
                "Every receiver", "DrawAvatar", "Fordead", "Gone", "NotifyStaff", "SendEmailChangeLink",
                "SendEmailChangeNotice", "SendEmailConfirmation", "SendExternalLogInNotice", "SendGoodbyeMail",
                "SendLockedOutMail", "SendPasskeyNotice", "SendPasswordChangedMail", "SendPasswordResetMail",
                "SendTwoFactorNotice", "SendWelcomeMail",
            ],
            Texts(all, "form.search option"));
    }

    [Theory]
    [InlineData("state=lost", "There is no state “lost”.")]
    [InlineData("q=seven", "“seven” is no id of a delivery.")]
    [InlineData("after=nonsense", "That page is not known in this order, so this is the first.")]
    [InlineData("state=dead&after=WyJ4Il0", "That page is not known in this order, so this is the first.")]
    public async Task What_is_wrong_with_the_address_is_said(string query, string notice)
    {
        await AddDeadAsync("Gone");

        Assert.Equal(notice, Notice(await (await ViewerAsync()).OpenAsync($"{Outbox}?{query}")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("state=pending")]
    [InlineData("state=done")]
    [InlineData("state=dead")]
    [InlineData("state=done&receiver=R")]
    public async Task Pages_of_fifty_follow_each_other_both_ways_where_times_are_equal_too(string query)
    {
        await SaveAsync([.. Enumerable.Range(0, 120).Select(number => new OutboxMessage
        {
            Id = Guid.CreateVersion7(Now),
            Signal = $"s{number}",
            Receiver = "R",
            Payload = "{}",
            CreatedAt = Now,
            DueAt = Now.AddSeconds(-number / 10),
            DoneAt = query.Contains("done", StringComparison.Ordinal) ? Now.AddSeconds(-number / 10) : null,
            DeadAt = query.Contains("dead", StringComparison.Ordinal) ? Now.AddSeconds(-number / 10) : null,
        })]);
        var viewer = await ViewerAsync();

        var first = await viewer.OpenAsync($"{Outbox}?{query}");
        var second = await viewer.OpenAsync(Link(first, "Next"));
        var third = await viewer.OpenAsync(Link(second, "Next"));

        string[] all = [.. Signals(first), .. Signals(second), .. Signals(third)];
        Assert.Equal((50, 50, 20), (Signals(first).Length, Signals(second).Length, Signals(third).Length));
        Assert.Equal(120, all.Distinct().Count());
        Assert.Equal(Signals(second), Signals(await viewer.OpenAsync(Link(third, "Previous"))));
        Assert.Equal(Signals(first), Signals(await viewer.OpenAsync(Link(second, "First"))));
    }

    [Fact]
    public async Task An_error_is_cut_in_the_list_whole_on_the_page_and_markup_nowhere()
    {
        var error = $"<script>alert(1)</script>\n{new string('x', 300)} end";
        var id = await AddDeadAsync("SendWelcomeMail", error);
        var viewer = await ViewerAsync();

        var list = await viewer.OpenAsync(Outbox);
        var cell = Text(list.QuerySelector("td.error"));
        Assert.StartsWith("<script>alert(1)</script> xxx", cell, StringComparison.Ordinal);
        Assert.Equal((120, '…'), (cell.Length, cell[^1]));
        var page = await viewer.OpenAsync(Link(list, "SendWelcomeMail"));

        Assert.Equal(error, page.QuerySelector(".error-text")?.TextContent);
        Assert.Empty(page.QuerySelectorAll("main script"));
        Assert.Contains($"{id}", Text(page.QuerySelector(".facts")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payload_is_shown_by_type_version_and_size_and_never_by_its_text()
    {
        var id = await AddDeadAsync("SendWelcomeMail");
        var unknown = await AddAsync("Gone", message => message.Signal = "forgotten");
        var visitor = await ChangerAsync();

        var page = await visitor.OpenAsync($"{Outbox}{id}/");

        Assert.Contains("Payload UserCreated version 1, 27 characters, not shown", Text(page.QuerySelector(".facts")),
            StringComparison.Ordinal);
        Assert.Contains("of a type that nobody here knows",
            Text((await visitor.OpenAsync($"{Outbox}{unknown}/")).QuerySelector(".facts")), StringComparison.Ordinal);
        foreach (var url in (string[])[Outbox, $"{Outbox}{id}/", $"{Outbox}delivery/", $"{Outbox}delivery/{id}/change/",
            $"{Outbox}delivery/{id}/history/", $"{Outbox}delivery/export.csv", $"{Outbox}delivery/deleted/"])
        {
            var response = await visitor.GetAsync(url);
            var text = await response.Content.ReadAsStringAsync(Cancel);
            Assert.True(response.StatusCode == HttpStatusCode.OK, url);
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("7")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public async Task A_delivery_that_is_not_there_is_not_found(string id) => Assert.Equal(
        HttpStatusCode.NotFound, (await (await ViewerAsync()).GetAsync($"{Outbox}{id}/")).StatusCode);

    [Fact]
    public async Task The_way_there_leads_through_the_models_that_one_may_see()
    {
        var id = await AddDeadAsync("SendWelcomeMail");
        var viewer = await ViewerAsync();

        Assert.Contains(
            Outbox, (await viewer.OpenAsync("/admin/")).QuerySelectorAll("main a").Select(link => link.GetAttribute("href")));
        var page = await viewer.OpenAsync($"{Outbox}{id}/");
        Assert.Equal("Deliveries", Text(page.QuerySelector(".side [aria-current=true]")));
        Assert.Equal(
            "Home › Outbox › Deliveries › user_created to SendWelcomeMail", Text(page.QuerySelector(".crumbs")));
        Assert.Equal(Outbox, Link(page, "Deliveries"));
    }

    [Fact]
    public async Task A_purge_stands_among_what_was_discarded_as_one_entry()
    {
        await using var scope = Site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DeliveryLog>()
            .WritePurgeAsync(1200, Now.AddDays(-7), Now.AddDays(-90), Now, Cancel);
        var viewer = await ViewerAsync();

        var list = await viewer.OpenAsync($"{Outbox}delivery/deleted/");
        var history = await viewer.OpenAsync(Link(list, "1,200 deliveries purged"));

        Assert.Contains(
            "Deleted Deliveries: 1200 Done before: 8 Jun 2035, 12:00 UTC Dead before: 17 Mar 2035, 12:00 UTC",
            Text(history.QuerySelector("table.history tbody tr")), StringComparison.Ordinal);
    }

    private protected Task<Visitor> ViewerAsync() => LogInAsync("vera", permissions: "outbox.view_delivery");

    private protected Task<Visitor> ChangerAsync() => LogInAsync("chris", permissions: "outbox.change_delivery");

    private static string[] Signals(IHtmlDocument page) => Texts(page, "table.outbox tbody code");

    private async Task AddEachAsync()
    {
        await AddAsync("Forpending");
        await AddAsync("Forrunning", message => message.LeasedUntil = Now.AddMinutes(5).AddSeconds(30));
        await AddAsync("Forretry", message => (message.Attempts, message.DueAt, message.Error) =
            (3, Now.AddMinutes(8).AddSeconds(30), "The mail server\nis down."));
        await AddDeadAsync("Fordead");
        await AddAsync("Fordone", message => message.DoneAt = Now);
    }
}

public sealed class OutboxPageTestsOnSqlite() : OutboxPageTests(DatabaseServer.Sqlite);

public sealed class OutboxPageTestsOnPostgreSql() : OutboxPageTests(DatabaseServer.PostgreSql);
