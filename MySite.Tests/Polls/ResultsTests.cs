using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Polls;

public abstract class ResultsTests(DatabaseServer server) : PollsTests(server)
{
    [Fact]
    public async Task Each_choice_shows_its_votes_its_share_and_a_bar()
    {
        var question = new Question("What's up?", Now.AddHours(-1))
        {
            Choices =
            {
                new Choice("Not much") { Votes = 0 },
                new Choice("The sky") { Votes = 1 },
                new Choice("Just hacking again") { Votes = 1999 },
            },
        };
        await SaveAsync(question);

        var results = await ResultsPage.OpenAsync(CreateVisitor(), question.Id);

        Assert.Equal("What's up?", results.Question);
        Assert.Equal(
            ["Not much -- 0 votes · 0 %", "The sky -- 1 vote · 0 %", "Just hacking again -- 1,999 votes · 100 %"],
            results.Lines);
        Assert.Equal(["0%", "0.05%", "99.95%"], results.Bars);
    }

    [Fact]
    public async Task Without_votes_all_shares_are_zero()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "Not much", "The sky");

        var results = await ResultsPage.OpenAsync(CreateVisitor(), question.Id);

        Assert.Equal(["Not much -- 0 votes · 0 %", "The sky -- 0 votes · 0 %"], results.Lines);
        Assert.Null(results.Note);
    }

    [Fact]
    public async Task A_link_leads_back_to_the_form()
    {
        var question = await CreateQuestionAsync("What's up?", -1);

        var results = await ResultsPage.OpenAsync(CreateVisitor(), question.Id);

        Assert.Equal("Vote again?", results.VoteAgain.TextContent);
        Assert.Equal($"/polls/{question.Id}/", results.VoteAgain.GetAttribute("href"));
    }
}

public sealed class ResultsTestsOnSqlite() : ResultsTests(DatabaseServer.Sqlite);

public sealed class ResultsTestsOnPostgreSql() : ResultsTests(DatabaseServer.PostgreSql);
