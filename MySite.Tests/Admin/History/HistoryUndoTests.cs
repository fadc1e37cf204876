using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.History;

public abstract class HistoryUndoTests(DatabaseServer server) : HistoryTests(server)
{
    [Fact]
    public async Task A_change_is_undone_and_the_undo_can_be_undone()
    {
        var question = await SavedAsync(Poll());
        var before = question.PubDate;
        await ChangeAsync(question.Id, found => (found.QuestionText, found.PubDate) = ("What's new?", Now.AddTicks(12_345_678)));
        var grace = await StaffAsync("grace", "*");

        var page = await UndoAsync(grace, question);
        Assert.Equal("The change was undone.", page.QuerySelector("[role=status]")!.TextContent);
        Assert.Equal(("What's up?", before), await StateAsync());

        await grace.FollowAsync(await PressAsync(grace, page, "Undo"));
        Assert.Equal("What's new?", (await StateAsync()).Text);
    }

    [Fact]
    public async Task A_change_of_a_row_is_undone_on_the_page_of_its_object()
    {
        var question = await SavedAsync(Poll(choices: ["The sky"]));
        await ChangeAsync(question.Id, found => (found.Choices[0].Votes, found.Choices[0].ChoiceText) = (4, "The sea"));

        await UndoAsync(await StaffAsync("grace", "*"), question);

        var choice = await InScopeAsync(db => db.Set<Choice>().SingleAsync(Cancel));
        Assert.Equal(("The sky", 0), (choice.ChoiceText, choice.Votes));
    }

    [Fact]
    public async Task Links_are_undone_in_both_directions()
    {
        var question = Poll();
        question.Tags.Add(new Tag("life"));
        await SaveAsync(question, new Tag("fun"));
        await InScopeAsync(async db =>
        {
            var found = await db.Set<Question>().Include(q => q.Tags).SingleAsync(Cancel);
            found.Tags.Clear();
            found.Tags.Add(await db.Set<Tag>().SingleAsync(tag => tag.Name == "fun", Cancel));
            return await db.SaveChangesAsync(Cancel);
        });

        await UndoAsync(await StaffAsync("grace", "*"), question);

        Assert.Equal(["life"], await InScopeAsync(db => db.Set<Question>()
            .SelectMany(q => q.Tags.Select(tag => tag.Name)).ToListAsync(Cancel)));
    }

    [Fact]
    public async Task What_was_changed_since_is_left_as_it_is()
    {
        var question = await SavedAsync(Poll());
        await ChangeAsync(question.Id, found => (found.QuestionText, found.PubDate) = ("What's new?", Now.AddDays(-1)));
        await ChangeAsync(question.Id, found => found.QuestionText = "What's on?");
        var grace = await StaffAsync("grace", "*");
        var written = (await LogAsync()).Count;

        var answer = await PressAsync(grace, await grace.OpenAsync(HistoryOf(question)), "Undo", which: 1);

        var page = await Visitor.ReadAsync(answer, HttpStatusCode.Conflict);
        Assert.Equal(
            "Question text was changed since, to “What's on?”. Nothing was undone.",
            page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Equal(("What's on?", Now.AddDays(-1)), await StateAsync());
        Assert.Equal(written, (await LogAsync()).Count);
    }

    [Fact]
    public async Task Links_that_were_changed_since_are_left_as_they_are()
    {
        var question = await SavedAsync(Poll());
        await ChangeAsync(question.Id, found => found.Tags.Add(new Tag("life")));
        await ChangeAsync(question.Id, found => found.Tags.Clear());
        var grace = await StaffAsync("grace", "*");
        var page = await grace.OpenAsync(HistoryOf(question));

        Assert.Equal(HttpStatusCode.Conflict, (await PressAsync(grace, page, "Undo", which: 1)).StatusCode);

        await DeleteAsync<Tag>(await InScopeAsync(db => db.Set<Tag>().Select(tag => tag.Id).SingleAsync(Cancel)));
        Assert.Equal(HttpStatusCode.Conflict, (await PressAsync(grace, page, "Undo")).StatusCode);
    }

    [Fact]
    public async Task Old_values_that_somebody_else_has_by_now_are_a_conflict()
    {
        var tag = new Tag("life");
        await SaveAsync(tag);
        await InScopeAsync(async db =>
        {
            (await db.Set<Tag>().SingleAsync(Cancel)).Name = "fun";
            return await db.SaveChangesAsync(Cancel);
        });
        await SaveAsync(new Tag("life"));
        var grace = await StaffAsync("grace", "*");

        var answer = await PressAsync(grace, await grace.OpenAsync($"/admin/polls/tag/{tag.Id}/history/"), "Undo");

        Assert.Contains(
            "refuses", (await Visitor.ReadAsync(answer, HttpStatusCode.Conflict)).QuerySelector("[role=alert]")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal("fun", await InScopeAsync(db => db.Set<Tag>().Where(t => t.Id == tag.Id).Select(t => t.Name).SingleAsync()));
    }

    [Fact]
    public async Task What_is_gone_is_a_conflict()
    {
        var question = await SavedAsync(Poll());
        await ChangeAsync(question.Id, found => found.QuestionText = "What's new?");
        var grace = await StaffAsync("grace", "*");
        var page = await grace.OpenAsync(HistoryOf(question));
        await DeleteAsync<Question>(question.Id);

        Assert.Equal(HttpStatusCode.Conflict, (await PressAsync(grace, page, "Undo")).StatusCode);
        Assert.DoesNotContain(
            (await grace.OpenAsync(HistoryOf(question))).QuerySelectorAll("button"), button => button.TextContent == "Undo");
    }

    [Fact]
    public async Task It_takes_the_permission_to_change()
    {
        var question = await SavedAsync(Poll());
        await ChangeAsync(question.Id, found => found.QuestionText = "What's new?");
        var (reader, writer) = (await StaffAsync("ada", "polls.view_question"), await StaffAsync("bob", "polls.change_question"));
        Assert.Empty((await reader.OpenAsync(HistoryOf(question))).QuerySelectorAll(".history form"));

        var form = (await writer.OpenAsync(HistoryOf(question))).Forms.Single(form => form.Matches(".history form"));
        var own = (await reader.OpenAsync(HistoryOf(question))).Forms[0];
        own.SetAttribute("action", form.GetAttribute("action")!);
        var answer = await reader.SubmitAsync(
            own, ("entry", form.QuerySelector("[name=entry]")!.GetAttribute("value")!));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("What's new?", (await StateAsync()).Text);

        Assert.Equal(HttpStatusCode.Redirect, (await writer.SubmitAsync(form)).StatusCode);
        Assert.Equal("What's up?", (await StateAsync()).Text);
    }

    [Fact]
    public async Task An_entry_of_another_object_is_not_found()
    {
        var (question, other) = (await SavedAsync(Poll()), await SavedAsync(Poll("Tabs or spaces?")));
        await ChangeAsync(question.Id, found => found.QuestionText = "What's new?");
        var grace = await StaffAsync("grace", "*");
        var form = (await grace.OpenAsync(HistoryOf(question))).Forms.Single(form => form.Matches(".history form"));
        form.SetAttribute("action", form.GetAttribute("action")!.Replace($"/{question.Id}/", $"/{other.Id}/"));

        Assert.Equal(HttpStatusCode.NotFound, (await grace.SubmitAsync(form)).StatusCode);
    }

    private static async Task<IHtmlDocument> UndoAsync(Visitor visitor, Question question) =>
        await visitor.FollowAsync(await PressAsync(visitor, await visitor.OpenAsync(HistoryOf(question)), "Undo"));

    private Task<(string Text, DateTimeOffset Date)> StateAsync() => InScopeAsync(async db =>
    {
        var question = await db.Set<Question>().AsNoTracking().SingleAsync(Cancel);
        return (question.QuestionText, question.PubDate);
    });
}

public sealed class HistoryUndoTestsOnSqlite() : HistoryUndoTests(DatabaseServer.Sqlite);

public sealed class HistoryUndoTestsOnPostgreSql() : HistoryUndoTests(DatabaseServer.PostgreSql);
