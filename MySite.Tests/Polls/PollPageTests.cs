using System.Net;
using Microsoft.EntityFrameworkCore;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Polls;

/// <summary>Finished pages are kept for visitors who are nobody in particular, and shown to nobody else.</summary>
public abstract class PollPageTests(DatabaseServer server) : PollsTests(server)
{
    [Theory]
    [InlineData("/polls/")]
    [InlineData("/polls/{0}/results/")]
    public async Task Whoever_comes_after_gets_the_page_that_was_made_for_another(string address)
    {
        var url = await AddressAsync(address);
        await KeepAsync(url);

        var answer = await CreateVisitor().GetAsync(url);

        Assert.True(IsKept(answer));
        Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        var page = await Visitor.ReadAsync(answer, HttpStatusCode.OK);
        Assert.Contains("What's up?", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/polls/")]
    [InlineData("/polls/{0}/results/")]
    public async Task Who_is_logged_in_gets_a_page_of_their_own_and_leaves_it_to_nobody(string address)
    {
        var url = await AddressAsync(address);
        var member = await Site.CreateSignedInVisitorAsync("ann");
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var own = await member.GetAsync(url);
            Assert.False(IsKept(own));
            Assert.Contains("ann", await own.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        var others = await CreateVisitor().GetAsync(url);

        Assert.DoesNotContain("ann", await others.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await KeepAsync(url);
        Assert.Contains("ann", await (await member.GetAsync(url)).Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_is_never_kept_as_its_token_is_for_one_visitor()
    {
        var url = await AddressAsync("/polls/{0}/");

        foreach (var _ in Enumerable.Range(0, 3))
            Assert.False(IsKept(await CreateVisitor().GetAsync(url)));
    }

    [Fact]
    public async Task Who_has_voted_reads_it_once_and_nobody_else_does()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "The sky");
        var (voter, other) = (CreateVisitor(), CreateVisitor());
        var voted = await (await BallotPage.OpenAsync(voter, question.Id)).SendAsync($"{question.Choices[0].Id}");
        await KeepAsync($"/polls/{question.Id}/results/");

        Assert.NotNull(new ResultsPage(await voter.FollowAsync(voted)).Note);
        Assert.Null((await ResultsPage.OpenAsync(voter, question.Id)).Note);
        Assert.Null((await ResultsPage.OpenAsync(other, question.Id)).Note);
    }

    [Fact]
    public async Task A_vote_is_seen_at_once_by_everybody()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "The sky");
        var (voter, other) = (CreateVisitor(), CreateVisitor());
        await KeepAsync(IndexPage.Url);
        await KeepAsync($"/polls/{question.Id}/results/");

        await (await BallotPage.OpenAsync(voter, question.Id)).VoteAsync("The sky");

        Assert.Equal(["The sky -- 1 vote · 100 %"], (await ResultsPage.OpenAsync(other, question.Id)).Lines);
        Assert.Equal("1 vote", (await IndexPage.OpenAsync(other)).Cards[0].QuerySelector(".num")!.TextContent);
    }

    [Fact]
    public async Task A_change_by_staff_is_seen_at_once_by_everybody()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "The sky");
        await KeepAsync(IndexPage.Url);
        await KeepAsync($"/polls/{question.Id}/results/");

        await InScopeAsync(async db =>
        {
            var stored = await db.Set<Question>().Include(q => q.Choices).SingleAsync(Cancel);
            stored.QuestionText = "What's new?";
            stored.Choices[0].ChoiceText = "The sea";
            stored.Tags.Add(new Tag("water"));
            return await db.SaveChangesAsync(Cancel);
        });

        var results = await ResultsPage.OpenAsync(CreateVisitor(), question.Id);
        Assert.Equal("What's new?", results.Question);
        Assert.StartsWith("The sea", Assert.Single(results.Lines), StringComparison.Ordinal);
        var card = Assert.Single((await IndexPage.OpenAsync(CreateVisitor())).Cards);
        Assert.Contains("What's new?", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("water", card.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_made_up_behind_the_question_mark_makes_no_page_of_its_own()
    {
        await CreateQuestionAsync("What's up?", -1);
        await KeepAsync(IndexPage.Url);

        Assert.True(IsKept(await CreateVisitor().GetAsync("/polls/?a=1")));
        Assert.True(IsKept(await new Visitor(Site, "http://127.0.0.1").GetAsync("/polls/")));
    }

    [Fact]
    public async Task A_page_is_as_old_as_the_polls_on_it_at_most()
    {
        var question = await CreateQuestionAsync("What's up?", -1);
        await KeepAsync(IndexPage.Url);
        Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.False(IsKept(await CreateVisitor().GetAsync(IndexPage.Url)));
    }

    [Fact]
    public async Task What_is_not_there_is_not_kept()
    {
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var answer = await CreateVisitor().GetAsync("/polls/77/results/");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.False(IsKept(answer));
        }
    }

    private static bool IsKept(HttpResponseMessage answer) => answer.Headers.Age is not null;

    private async Task<string> AddressAsync(string address)
    {
        var question = await CreateQuestionAsync("What's up?", -1, "The sky");
        return string.Format(System.Globalization.CultureInfo.InvariantCulture, address, question.Id);
    }

    // The first reads the polls, and the second's page is made of what is kept then.
    private async Task KeepAsync(string url)
    {
        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal(HttpStatusCode.OK, (await CreateVisitor().GetAsync(url)).StatusCode);
        Assert.True(IsKept(await CreateVisitor().GetAsync(url)));
    }
}

public sealed class PollPageTestsOnSqlite() : PollPageTests(DatabaseServer.Sqlite);

public sealed class PollPageTestsOnPostgreSql() : PollPageTests(DatabaseServer.PostgreSql);
