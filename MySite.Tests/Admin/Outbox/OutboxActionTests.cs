using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Admin.History;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Outbox;

/// <summary>What people do to deliveries on the pages.</summary>
public abstract class OutboxActionTests(DatabaseServer server) : OutboxSite(server)
{
    private const string Action = $"{Outbox}action/";

    [Fact]
    public async Task One_is_retried_from_its_page_after_a_question_and_the_history_tells_who_did_it()
    {
        var id = await AddDeadAsync("SendWelcomeMail");
        var grace = await ChangerAsync();

        var question = await AskAsync(grace, await grace.OpenAsync($"{Outbox}{id}/"), ("action", "retry"));
        Assert.Equal("Retry this delivery?", Text(question.QuerySelector("h1")));
        Assert.NotNull((await RowAsync(id))!.DeadAt);
        var list = await ConfirmAsync(grace, question);

        Assert.Equal("1 delivery was made due.", Notice(list));
        var row = (await RowAsync(id))!;
        Assert.Equal((0, 0, null, Now), (row.Attempts, row.Misses, row.DeadAt, row.DueAt));
        var entry = Assert.Single(await LogAsync());
        Assert.Equal(
            ("grace", LogAction.Changed, $"{id}", "user_created to SendWelcomeMail", "/admin/outbox/action/"),
            (entry.UserName, entry.Action, entry.ObjectId, entry.ObjectText, entry.Source));
        var history = await grace.OpenAsync($"{Outbox}delivery/{id}/history/");
        Assert.Equal("Change history: user_created to SendWelcomeMail", Text(history.QuerySelector("h1")));
        Assert.Contains("Attempts: 500 → 0", Text(history.QuerySelector("table.history")), StringComparison.Ordinal);
        Assert.Empty(history.QuerySelectorAll("main form"));
        Assert.Equal(
            [$"{Outbox}{id}/"],
            (await grace.OpenAsync("/admin/")).QuerySelectorAll(".recent a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Ticked_ones_are_discarded_together_and_the_others_stay()
    {
        var (first, second) = (await AddDeadAsync("SendWelcomeMail"), await AddAsync("NotifyStaff"));
        var (busy, other) = (await AddAsync("Busy", row => row.LeasedUntil = Now.AddMinutes(5)), await AddDeadAsync("Other"));
        var grace = await ChangerAsync();
        var list = await grace.OpenAsync($"{Outbox}?receiver=");
        Assert.Equal(3, list.QuerySelectorAll("input[name=selected]").Length);

        var question = await AskAsync(
            grace, list, ("action", "discard"), ("selected", $"{first}"), ("selected", $"{second}"), ("selected", $"{busy}"));
        Assert.Equal(2, question.QuerySelectorAll(".chosen li").Length);
        Assert.Equal(
            "2 deliveries were discarded. 1 stayed: done, in the hands of a server, or gone.",
            Notice(await ConfirmAsync(grace, question)));

        Assert.Equal((null, null), (await RowAsync(first), await RowAsync(second)));
        Assert.NotNull(await RowAsync(busy));
        Assert.NotNull(await RowAsync(other));
        Assert.Equal([LogAction.Deleted, LogAction.Deleted], (await LogAsync()).Select(entry => entry.Action));
        Assert.DoesNotContain(await LogAsync(), entry => entry.Changes.Contains(Secret, StringComparison.Ordinal));
        var history = await grace.OpenAsync($"{Outbox}delivery/{first}/history/");
        Assert.Contains("This delivery was deleted.", Text(history.QuerySelector("main")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_match_are_retried_on_every_page_of_the_list_and_nothing_else()
    {
        await SaveAsync([.. Enumerable.Range(0, 1203).Select(number => new OutboxMessage
        {
            Id = Guid.CreateVersion7(Now),
            Signal = "user_created",
            Receiver = number < 3 ? "Other" : "R",
            Payload = "{}",
            CreatedAt = Now,
            DueAt = Now,
            DeadAt = Now,
        })]);
        var grace = await ChangerAsync();

        var question = await AskAsync(
            grace, await grace.OpenAsync($"{Outbox}?state=dead&receiver=R"), ("action", "retry"), ("all", "1"));
        Assert.Contains("More than 1,000 deliveries", Text(question.QuerySelector("main")), StringComparison.Ordinal);
        var list = await ConfirmAsync(grace, question);

        Assert.Equal("1,200 deliveries were made due.", Notice(list));
        Assert.Equal("No deliveries match.", Text(list.QuerySelector(".empty")));
        Assert.Equal(3, await InScopeAsync(db => db.Set<OutboxMessage>().CountAsync(row => row.DeadAt != null, Cancel)));
        Assert.Equal(1200, (await LogAsync()).Select(entry => entry.ObjectId).Distinct().Count());
        Assert.Single((await LogAsync()).Select(entry => entry.Operation).Distinct());
    }

    [Fact]
    public async Task A_filter_that_nobody_understands_matches_nothing_to_act_on()
    {
        var id = await AddDeadAsync("SendWelcomeMail");
        var grace = await ChangerAsync();
        var token = Token(await grace.OpenAsync(Outbox));

        var list = await grace.FollowAsync(await PostAsync(
            grace, $"{Action}?state=lost", ("action", "discard"), ("all", "1"), ("confirmed", "1"), token));

        Assert.Equal("0 deliveries were discarded.", Notice(list));
        Assert.NotNull(await RowAsync(id));
    }

    [Fact]
    public async Task What_a_server_takes_between_the_question_and_the_answer_stays_with_it()
    {
        var id = await AddAsync("SendWelcomeMail");
        var grace = await ChangerAsync();
        var question = await AskAsync(grace, await grace.OpenAsync($"{Outbox}{id}/"), ("action", "discard"));
        var held = await ClaimAsync();

        var list = await ConfirmAsync(grace, question);

        Assert.Equal("0 deliveries were discarded. 1 stayed: done, in the hands of a server, or gone.", Notice(list));
        Assert.Equal(held[0].LeaseToken, (await RowAsync(id))!.LeaseToken);
        Assert.Empty(await LogAsync());
    }

    [Fact]
    public async Task Of_many_who_discard_the_same_at_once_and_a_server_one_gets_each()
    {
        for (var number = 0; number < 30; number++)
            await AddAsync("SendWelcomeMail");
        var grace = await ChangerAsync();
        var token = Token(await grace.OpenAsync(Outbox));

        var claims = Enumerable.Range(0, 3).Select(_ => Task.Run(() => ClaimAsync(5), Cancel)).ToArray();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => PostAsync(grace, Action, ("action", "discard"), ("all", "1"), ("confirmed", "1"), token), Cancel)));
        var claimed = (await Task.WhenAll(claims)).SelectMany(rows => rows).Select(row => row.Id).ToHashSet();

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.OK));
        var left = await InScopeAsync(db => db.Set<OutboxMessage>().Select(row => row.Id).ToListAsync(Cancel));
        var discarded = (await LogAsync()).Select(entry => Guid.Parse(entry.ObjectId)).ToArray();
        Assert.Equal(discarded.Length, discarded.Distinct().Count());
        Assert.Empty(claimed.Intersect(discarded));
        Assert.Equal(30, left.Concat(discarded).Distinct().Count());
        Assert.Subset(left.ToHashSet(), claimed);
    }

    [Fact]
    public async Task Two_who_retry_the_same_at_once_are_both_right_and_it_is_due_once()
    {
        var id = await AddDeadAsync("SendWelcomeMail");
        var grace = await ChangerAsync();
        var token = Token(await grace.OpenAsync(Outbox));

        (string, string)[] form = [("action", "retry"), ("all", "1"), ("confirmed", "1"), token];
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(
            () => PostAsync(grace, $"{Action}?state=dead", form), Cancel)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        Assert.Null((await RowAsync(id))!.DeadAt);
        Assert.Single(await LogAsync());
        Assert.Equal(id, Assert.Single(await ClaimAsync(10)).Id);
    }

    [Fact]
    public async Task A_history_that_cannot_be_written_leaves_everything_as_it_was()
    {
        var id = await AddDeadAsync("SendWelcomeMail");
        var grace = await ChangerAsync();
        var question = await AskAsync(grace, await grace.OpenAsync($"{Outbox}{id}/"), ("action", "discard"));
        await InScopeAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"LogEntries\" RENAME TO \"Elsewhere\"", Cancel));

        var response = await grace.SubmitAsync(Form(question), ("confirmed", "1"));

        Assert.Equal(
            "The database refused it, so nothing was done. Somebody else may be at these deliveries right now: try again.",
            Notice(await Visitor.ReadAsync(response, HttpStatusCode.OK)));
        Assert.NotNull((await RowAsync(id))!.DeadAt);
    }

    [Theory]
    [InlineData("", true, "Nothing was chosen to be done, so nothing was done.")]
    [InlineData("explode", true, "Nothing was chosen to be done, so nothing was done.")]
    [InlineData("retry", false, "Tick the deliveries to do it with. Nothing was done.")]
    public async Task A_form_without_a_choice_or_a_tick_leads_back(string action, bool isTicked, string message)
    {
        var id = await AddDeadAsync("SendWelcomeMail");
        var grace = await ChangerAsync();
        (string, string)[] fields = [("action", action), .. isTicked ? [("selected", $"{id}")] : Array.Empty<(string, string)>()];

        var response = await PostAsync(grace, Action, [.. fields, ("confirmed", "1"), Token(await grace.OpenAsync(Outbox))]);

        Assert.Equal(message, Notice(await grace.FollowAsync(response)));
        Assert.NotNull((await RowAsync(id))!.DeadAt);
    }

    private protected Task<Visitor> ChangerAsync() => LogInAsync("grace", permissions: "outbox.change_delivery");

    private protected static IHtmlFormElement Form(IHtmlDocument page) =>
        page.QuerySelector<IHtmlFormElement>("main form[method=post]")!;

    private protected static (string, string) Token(IHtmlDocument page) => ("__RequestVerificationToken",
        page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!);

    private protected static Task<HttpResponseMessage> PostAsync(
        Visitor visitor, string url, params (string Name, string Value)[] fields) => visitor.SendAsync(
            HttpMethod.Post, url,
            new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    private static async Task<IHtmlDocument> AskAsync(
        Visitor visitor, IHtmlDocument page, params (string Name, string Value)[] fields) =>
        await Visitor.ReadAsync(await visitor.SubmitAsync(Form(page), fields), HttpStatusCode.OK);

    private static async Task<IHtmlDocument> ConfirmAsync(Visitor visitor, IHtmlDocument question) =>
        await visitor.FollowAsync(await visitor.SubmitAsync(Form(question), ("confirmed", "1")));
}

public sealed class OutboxActionTestsOnSqlite() : OutboxActionTests(DatabaseServer.Sqlite);

public sealed class OutboxActionTestsOnPostgreSql() : OutboxActionTests(DatabaseServer.PostgreSql);
