using System.Net;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.History;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.History;

public abstract class HistoryPageTests(DatabaseServer server) : HistoryTests(server)
{
    [Fact]
    public async Task The_history_of_an_object_tells_who_did_what_and_from_where_newest_first()
    {
        var question = await SavedAsync(Poll(choices: ["The sky"]));
        await ChangeAsync(question.Id, found => found.QuestionText = "What's new?");
        await ChangeAsync(question.Id, found => found.Choices[0].Votes = 4);
        var grace = await StaffAsync("grace", "*");

        var page = await grace.OpenAsync(HistoryOf(question));

        Assert.Equal("Change history: What's new?", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(
            [
                "– | background | Changed choice “The sky” Votes: 0 → 4",
                "– | background | Changed Question text: “What's up?” → “What's new?”",
            ],
            RowsOf(page)[..2]);
        Assert.Equal(4, RowsOf(page).Length);
        Assert.Contains(RowsOf(page), row => row.StartsWith("– | background | Added choice “The sky”", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_done_in_a_request_tells_the_person_the_address_and_the_path()
    {
        var question = await SavedAsync(Poll());
        await ChangeAsync(question.Id, found => found.QuestionText = "What's new?");
        var grace = await StaffAsync("grace", "*");

        var page = await grace.FollowAsync(await PressAsync(grace, await grace.OpenAsync(HistoryOf(question)), "Undo"));

        Assert.Equal(
            $"grace | {HistoryOf(question)} | Changed Question text: “What's new?” → “What's up?”", RowsOf(page)[0]);
        var entry = (await LogAsync())[^1];
        Assert.Equal(await InScopeAsync(db => db.Users.Select(user => (Guid?)user.Id).SingleAsync(Cancel)), entry.UserId);
    }

    [Fact]
    public async Task It_takes_the_permission_to_view()
    {
        var question = await SavedAsync(Poll());
        var url = HistoryOf(question);

        Assert.Equal(HttpStatusCode.Redirect, (await CreateVisitor().GetAsync(url)).StatusCode);
        foreach (var page in new[] { url, "/admin/polls/question/deleted/" })
        {
            var stranger = await StaffAsync($"s{page.Length}", "polls.view_tag");
            Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync(page)).StatusCode);
            await (await StaffAsync($"v{page.Length}", "polls.view_question")).OpenAsync(page);
        }
    }

    [Theory]
    [InlineData("/admin/polls/question/99/history/")]
    [InlineData("/admin/polls/question/ninety/history/")]
    [InlineData("/admin/polls/nothing/1/history/")]
    [InlineData("/admin/polls/choice/1/history/")]
    [InlineData("/admin/polls/nothing/deleted/")]
    [InlineData("/admin/polls/question/deleted/?p=2147483647")]
    [InlineData("/admin/polls/question/1/history/?p=2147483647")]
    [InlineData("/admin/polls/question/1/history/?p=2")]
    public async Task What_is_not_there_is_not_found(string url)
    {
        await SaveAsync(Poll(choices: ["The sky"]));

        Assert.Equal(HttpStatusCode.NotFound, (await (await StaffAsync("grace", "*")).GetAsync(url)).StatusCode);
    }

    [Fact]
    public async Task A_deleted_object_has_its_history_still()
    {
        var question = await SavedAsync(Poll());
        await DeleteAsync<Question>(question.Id);

        var page = await (await StaffAsync("grace", "*")).OpenAsync(HistoryOf(question));

        Assert.Equal("Change history: What's up?", page.QuerySelector("h1")!.TextContent);
        Assert.StartsWith("– | background | Deleted", RowsOf(page)[0], StringComparison.Ordinal);
        Assert.Contains("was deleted", page.QuerySelector(".note")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_from_before_the_history_has_an_empty_one()
    {
        var question = await SavedAsync(Poll());
        await InScopeAsync(db => db.Set<LogEntry>().ExecuteDeleteAsync(Cancel));

        var page = await (await StaffAsync("grace", "*")).OpenAsync(HistoryOf(question));

        Assert.Empty(RowsOf(page));
        Assert.NotNull(page.QuerySelector(".card.empty"));
    }

    [Fact]
    public async Task A_long_history_has_pages()
    {
        var question = await SavedAsync(Poll());
        await InScopeAsync(db =>
        {
            db.AddRange(Enumerable.Range(0, 50).Select(_ => new LogEntry
            {
                Action = LogAction.Changed,
                Model = "polls.question",
                ObjectId = $"{question.Id}",
                ObjectText = "x",
                Source = "y",
            }));
            return db.SaveChangesAsync(Cancel);
        });
        var grace = await StaffAsync("grace", "*");

        var first = await grace.OpenAsync(HistoryOf(question));
        var next = first.QuerySelector("a[rel=next]")!.GetAttribute("href");
        var second = await grace.OpenAsync(HistoryOf(question) + next);

        Assert.Equal((50, 1), (RowsOf(first).Length, RowsOf(second).Length));
        Assert.Null(second.QuerySelector("a[rel=next]"));
        Assert.NotNull(second.QuerySelector("a[rel=prev]"));
    }

    [Fact]
    public async Task What_is_shown_of_values_is_text_and_no_markup()
    {
        var question = await SavedAsync(Poll("<b id=bold>What's up?</b>"));

        var page = await (await StaffAsync("grace", "*")).OpenAsync(HistoryOf(question));

        Assert.Null(page.QuerySelector("#bold"));
        Assert.Contains("“<b id=bold>What's up?</b>”", RowsOf(page)[0], StringComparison.Ordinal);
    }
}

public sealed class HistoryPageTestsOnSqlite() : HistoryPageTests(DatabaseServer.Sqlite);

public sealed class HistoryPageTestsOnPostgreSql() : HistoryPageTests(DatabaseServer.PostgreSql);
