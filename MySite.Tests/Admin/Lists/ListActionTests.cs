using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Polls;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Lists;

public abstract class ListActionTests(DatabaseServer server) : ListSite(server)
{
    private const string Questions = "/admin/polls/question/";

    private const string Choices = "/admin/tests/choice/";

    private ISignalHub Hub => Site.Services.GetRequiredService<ISignalHub>();

    [Fact]
    public async Task Ticked_rows_are_deleted_after_a_page_that_lists_what_goes_along()
    {
        await SaveAsync(
            new Question("Lunch?", Now) { Choices = { new("Soup"), new("Salad") }, Tags = { new Tag("food") } },
            new Question("Dinner?", Now), new Question("Stays", Now));
        var visitor = await SuperuserAsync();
        var list = await visitor.OpenAsync($"{Questions}?q=%3F");

        var confirmation = await Visitor.ReadAsync(
            await visitor.SubmitAsync(Form(list), [("action", "delete_selected"), .. Ticks(list)]), HttpStatusCode.OK);
        Assert.Equal("2 questions, 2 choices, 1 question tag", Text(confirmation.QuerySelector(".summary")));
        Assert.Contains("Question: Lunch? Choice: Soup Choice: Salad", Text(confirmation.QuerySelector(".tree")),
            StringComparison.Ordinal);
        Assert.Equal(3, await InScopeAsync(db => db.Set<Question>().CountAsync(Cancel)));

        var response = await visitor.SubmitAsync(Form(confirmation), ("confirmed", "1"));
        Assert.Equal($"{Questions}?q=%3F", response.Headers.Location?.OriginalString);
        var page = await visitor.FollowAsync(response);
        Assert.Equal("2 questions were deleted.", Notice(page));
        Assert.Equal(["Stays"], await InScopeAsync(db =>
            db.Set<Question>().Select(question => question.QuestionText).ToListAsync(Cancel)));
        Assert.Equal(0, await InScopeAsync(db => db.Set<Choice>().CountAsync(Cancel)));
        Assert.Empty((await visitor.OpenAsync(Questions)).QuerySelectorAll(".note"));
    }

    [Fact]
    public async Task All_that_match_are_deleted_row_by_row_for_those_who_hear_of_it()
    {
        await SaveAsync([.. Enumerable.Range(0, 620).Select(n => new Question($"Go {n}", Now) { Choices = { new("c") } })]);
        await SaveAsync(new Question("Stays", Now));
        var (before, after, along) = (0, 0, 0);
        using var first = Hub.On(ModelSignals.PreDelete<Question>()).Call(_ => before++);
        using var second = Hub.On(ModelSignals.PostDelete<Question>()).Call(_ => after++);
        using var third = Hub.On(ModelSignals.PostDelete<Choice>()).Call(_ => along++);
        var visitor = await SuperuserAsync();
        var list = await visitor.OpenAsync($"{Questions}?q=go");

        Assert.Contains("All 620 that match", Texts(list, ".check"));
        var confirmation = await Visitor.ReadAsync(
            await visitor.SubmitAsync(Form(list), ("action", "delete_selected"), ("all", "1")), HttpStatusCode.OK);
        Assert.Contains("and 520 more", Text(confirmation.QuerySelector(".tree")), StringComparison.Ordinal);
        var page = await visitor.FollowAsync(await visitor.SubmitAsync(Form(confirmation), ("confirmed", "1")));

        Assert.Equal("620 questions were deleted.", Notice(page));
        Assert.Equal((620, 620, 620), (before, after, along));
        Assert.Equal(["Stays"], First(await visitor.OpenAsync(Questions)));
    }

    [Fact]
    public async Task A_deletion_that_fails_half_way_deletes_nothing()
    {
        await SaveAsync([.. Enumerable.Range(0, 600).Select(n => new Question($"Q{n}", Now))]);
        using var refusal = Hub.On(ModelSignals.PreDelete<Question>()).Call(deletion =>
        {
            if (deletion.Entity.QuestionText == "Q590")
                throw new DbUpdateException("Not this one.");
        });
        var visitor = await SuperuserAsync();

        var response = await visitor.SubmitAsync(
            Form(await visitor.OpenAsync(Questions)), ("action", "delete_selected"), ("all", "1"), ("confirmed", "1"));

        var page = await Visitor.ReadAsync(response, HttpStatusCode.OK);
        Assert.Equal("Something still refers to them, so none was deleted.", Notice(page));
        Assert.Equal(600, await InScopeAsync(db => db.Set<Question>().CountAsync(Cancel)));
    }

    [Fact]
    public async Task Without_a_permission_nothing_is_offered_and_nothing_done()
    {
        await SaveAsync(new Question("Q", Now) { Choices = { new("c") } });
        var viewer = await LogInAsync("vera", permissions: ["polls.view_question", "tests.view_choice"]);
        var remover = await LogInAsync("rene", permissions: ["polls.view_question", "polls.delete_question"]);

        var list = await viewer.OpenAsync(Questions);
        Assert.Empty(list.QuerySelectorAll("select, input[type=checkbox]"));
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.SubmitAsync(
            Form(list), ("action", "delete_selected"), ("all", "1"), ("confirmed", "1"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.SubmitAsync(
            Form(await viewer.OpenAsync(Choices)), ("action", "count"), ("all", "1"))).StatusCode);

        // Choices are declared here, so their deletion takes a permission of its own.
        var response = await remover.SubmitAsync(
            Form(await remover.OpenAsync(Questions)), ("action", "delete_selected"), ("all", "1"), ("confirmed", "1"));
        var page = await Visitor.ReadAsync(response, HttpStatusCode.OK);
        Assert.Equal("They cannot be deleted, because you may not delete objects of these kinds: choice", Notice(page));
        Assert.Equal(1, await InScopeAsync(db => db.Set<Question>().CountAsync(Cancel)));
    }

    [Fact]
    public async Task Declared_actions_run_at_once_or_after_their_question()
    {
        await SaveAsync(new Question("Q", Now) { Choices = { new("a") { Votes = 5 }, new("b") { Votes = 7 } } });
        var visitor = await SuperuserAsync();
        var list = await visitor.OpenAsync($"{Choices}?q=a");

        var page = await visitor.FollowAsync(await visitor.SubmitAsync(Form(list), [("action", "count"), .. Ticks(list)]));
        Assert.Equal("Count one more: 1 choice.", Notice(page));
        Assert.Equal([6, 7], await VotesAsync());

        list = await visitor.OpenAsync(Choices);
        var question = await Visitor.ReadAsync(
            await visitor.SubmitAsync(Form(list), [("action", "reset"), .. Ticks(list)]), HttpStatusCode.OK);
        Assert.Equal("Reset votes", Text(question.QuerySelector("h1")));
        Assert.Contains("Take all their votes? 2 choices", Text(question.QuerySelector("main")), StringComparison.Ordinal);
        Assert.Equal([6, 7], await VotesAsync());
        page = await visitor.FollowAsync(await visitor.SubmitAsync(Form(question), ("confirmed", "1")));
        Assert.Equal("Reset votes: 2 choices.", Notice(page));
        Assert.Equal([0, 0], await VotesAsync());
    }

    [Theory]
    [InlineData("", "No action was chosen, so nothing was done.")]
    [InlineData("nonsense", "No action was chosen, so nothing was done.")]
    [InlineData("delete_selected", "Tick the questions to do it with. Nothing was done.")]
    public async Task A_form_without_a_choice_or_a_tick_leads_back(string action, string message)
    {
        await SaveAsync(new Question("Q", Now));
        var visitor = await SuperuserAsync();

        var response = await visitor.SubmitAsync(Form(await visitor.OpenAsync(Questions)), ("action", action));

        Assert.Equal(message, Notice(await visitor.FollowAsync(response)));
    }

    private static IHtmlFormElement Form(IHtmlDocument page) =>
        page.QuerySelector<IHtmlFormElement>("main form[method=post]")!;

    private static (string, string)[] Ticks(IHtmlDocument page) =>
        [.. page.QuerySelectorAll<IHtmlInputElement>("input[name=selected]").Select(tick => ("selected", tick.Value))];

    private Task<List<int>> VotesAsync() => InScopeAsync(db =>
        db.Set<Choice>().OrderBy(choice => choice.ChoiceText).Select(choice => choice.Votes).ToListAsync(Cancel));
}

public sealed class ListActionTestsOnSqlite() : ListActionTests(DatabaseServer.Sqlite);

public sealed class ListActionTestsOnPostgreSql() : ListActionTests(DatabaseServer.PostgreSql);
