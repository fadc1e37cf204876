using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.History;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.History;

public abstract class HistoryRestoreTests(DatabaseServer server) : HistoryTests(server)
{
    private const string List = "/admin/polls/question/deleted/";

    [Fact]
    public async Task A_deleted_poll_comes_back_with_its_choices_their_votes_and_its_tags()
    {
        var question = Poll(choices: ["The sky", "Not much"]);
        question.Choices[0].Votes = 6;
        question.Tags.AddRange([new Tag("life"), new Tag("fun")]);
        await SaveAsync(question, Poll("Tabs or spaces?", "Tabs"));
        await DeleteAsync<Question>(question.Id);
        await DeleteAsync<Tag>(question.Tags[1].Id);
        var grace = await StaffAsync("grace", "*");

        var page = await RestoreAsync(grace, HistoryOf(question));

        Assert.Equal("It was restored.", page.QuerySelector("[role=status]")!.TextContent);
        var back = await InScopeAsync(db => db.Set<Question>().Include(q => q.Choices.OrderBy(c => c.Id)).Include(q => q.Tags)
            .SingleAsync(q => q.Id == question.Id, Cancel));
        Assert.Equal(("What's up?", question.PubDate), (back.QuestionText, back.PubDate));
        Assert.Equal(
            question.Choices.Select(choice => (choice.Id, choice.ChoiceText, choice.Votes)),
            back.Choices.Select(choice => (choice.Id, choice.ChoiceText, choice.Votes)));
        Assert.Equal(["life"], back.Tags.Select(tag => tag.Name));
        Assert.Equal(2, await InScopeAsync(db => db.Set<Question>().CountAsync(Cancel)));
        Assert.Contains(RowsOf(page), row => row.StartsWith(
            $"grace | {HistoryOf(question)} | Added Id: {question.Id}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_deleted_at_another_time_does_not_come_along()
    {
        var question = await SavedAsync(Poll(choices: ["The sky", "Not much"]));
        await DeleteAsync<Choice>(question.Choices[0].Id);
        await DeleteAsync<Question>(question.Id);

        await RestoreAsync(await StaffAsync("grace", "*"), HistoryOf(question));

        Assert.Equal(["Not much"], await InScopeAsync(db =>
            db.Set<Choice>().Select(choice => choice.ChoiceText).ToListAsync(Cancel)));
    }

    [Fact]
    public async Task Two_polls_that_were_deleted_together_come_back_one_by_one()
    {
        var (one, other) = (Poll("One?", "a"), Poll("Other?", "b"));
        await SaveAsync(one, other);
        await InScopeAsync(async db =>
        {
            db.RemoveRange(await db.Set<Question>().ToListAsync(Cancel));
            return await db.SaveChangesAsync(Cancel);
        });

        await RestoreAsync(await StaffAsync("grace", "*"), HistoryOf(one));

        Assert.Equal("One?", await InScopeAsync(db => db.Set<Question>().Select(q => q.QuestionText).SingleAsync(Cancel)));
        Assert.Equal("a", await InScopeAsync(db => db.Set<Choice>().Select(choice => choice.ChoiceText).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task A_deleted_row_comes_back_on_the_page_of_its_object()
    {
        var question = await SavedAsync(Poll(choices: ["The sky", "Not much"]));
        await DeleteAsync<Choice>(question.Choices[0].Id);

        await RestoreAsync(await StaffAsync("grace", "*"), HistoryOf(question));

        Assert.Equal(2, await InScopeAsync(db => db.Set<Choice>().CountAsync(choice => choice.QuestionId == question.Id)));
    }

    [Fact]
    public async Task A_key_that_the_database_did_not_make_stands_in_nobodys_way_later()
    {
        // As after an import: the key is ahead of those that the database has made.
        await InScopeAsync(db => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Tags" ("Id", "Name", "Version") VALUES (2, 'imported', '00000000-0000-0000-0000-000000000000')
            """,
            Cancel));
        await DeleteAsync<Tag>(2);
        await RestoreAsync(await StaffAsync("grace", "*"), "/admin/polls/tag/2/history/");

        await SaveAsync(new Tag("next"), new Tag("one after"));

        Assert.Equal([2, 3, 4], await InScopeAsync(db => db.Set<Tag>().Select(tag => tag.Id).Order().ToListAsync(Cancel)));
    }

    [Fact]
    public async Task What_is_back_is_not_restored_twice()
    {
        var question = await SavedAsync(Poll());
        await DeleteAsync<Question>(question.Id);
        var grace = await StaffAsync("grace", "*");
        var before = await grace.OpenAsync(HistoryOf(question));

        var after = await RestoreAsync(grace, HistoryOf(question));

        Assert.Empty(after.QuerySelectorAll(".history form"));
        var answer = await Visitor.ReadAsync(await PressAsync(grace, before, "Restore"), HttpStatusCode.Conflict);
        Assert.Equal("“What's up?” is there again.", answer.QuerySelector("[role=alert]")!.TextContent);
    }

    [Fact]
    public async Task What_the_database_refuses_is_told_and_nothing_comes_back()
    {
        var tag = new Tag("life");
        await SaveAsync(tag);
        await DeleteAsync<Tag>(tag.Id);
        await SaveAsync(new Tag("life"));
        var grace = await StaffAsync("grace", "*");

        var answer = await PressAsync(grace, await grace.OpenAsync($"/admin/polls/tag/{tag.Id}/history/"), "Restore");

        var page = await Visitor.ReadAsync(answer, HttpStatusCode.Conflict);
        Assert.Contains("its place is taken", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await InScopeAsync(db => db.Set<Tag>().CountAsync(Cancel)));
        Assert.DoesNotContain((await LogAsync()).Skip(3), entry => entry.Action == LogAction.Added);
    }

    [Fact]
    public async Task It_takes_the_permission_to_add()
    {
        var question = await SavedAsync(Poll());
        await DeleteAsync<Question>(question.Id);
        var (reader, writer) = (
            await StaffAsync("ada", "polls.change_question"),
            await StaffAsync("bob", "polls.view_question", "polls.add_question"));
        Assert.Empty((await reader.OpenAsync(HistoryOf(question))).QuerySelectorAll(".history form"));
        Assert.Empty((await reader.OpenAsync(List)).QuerySelectorAll(".history form"));

        var entry = (await LogAsync()).Single(entry => entry.Action == LogAction.Deleted).Id;
        var form = (await reader.OpenAsync(List)).Forms[0];
        form.SetAttribute("action", $"{HistoryOf(question)}?handler=Restore");
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.SubmitAsync(form, ("entry", $"{entry}"))).StatusCode);

        await RestoreAsync(writer, HistoryOf(question));
        Assert.Equal(1, await InScopeAsync(db => db.Set<Question>().CountAsync(Cancel)));
    }

    [Fact]
    public async Task The_list_of_what_was_deleted_has_the_newest_first_and_brings_it_back()
    {
        var (first, second, back) = (Poll("First?"), Poll("Second?"), Poll("Back?"));
        await SaveAsync(first, second, back, Poll("There?"));
        var grace = await StaffAsync("grace", "*");
        await DeleteAsync<Question>(back.Id);
        await RestoreAsync(grace, HistoryOf(back));
        await DeleteAsync<Question>(first.Id);
        await DeleteAsync<Question>(second.Id);

        var page = await grace.OpenAsync(List);
        Assert.Equal(["Second?", "First?"], LinksOf(page));

        await grace.FollowAsync(await PressAsync(grace, page, "Restore", which: 1));
        Assert.Equal(["Second?"], LinksOf(await grace.OpenAsync(List)));
    }

    private static IEnumerable<string> LinksOf(IHtmlDocument page) =>
        page.QuerySelectorAll(".history tbody a").Select(link => link.TextContent.Trim());

    private static async Task<IHtmlDocument> RestoreAsync(Visitor visitor, string url) =>
        await visitor.FollowAsync(await PressAsync(visitor, await visitor.OpenAsync(url), "Restore"));
}

public sealed class HistoryRestoreTestsOnSqlite() : HistoryRestoreTests(DatabaseServer.Sqlite);

public sealed class HistoryRestoreTestsOnPostgreSql() : HistoryRestoreTests(DatabaseServer.PostgreSql);
