using MySite.Tests.Support;

namespace MySite.Tests.Polls;

/// <summary>The list of polls; the first five by their names in the tutorial.</summary>
public abstract class QuestionIndexViewTests(DatabaseServer server) : PollsTests(server)
{
    [Fact]
    public async Task test_no_questions()
    {
        var index = await IndexPage.OpenAsync(CreateVisitor());

        Assert.Contains("No polls are available.", index.Text, StringComparison.Ordinal);
        Assert.Empty(index.Questions);
    }

    [Fact]
    public async Task test_past_question()
    {
        await CreateQuestionAsync("Past question.", days: -30);

        Assert.Equal(["Past question."], (await IndexPage.OpenAsync(CreateVisitor())).Questions);
    }

    [Fact]
    public async Task test_future_question()
    {
        await CreateQuestionAsync("Future question.", days: 30);

        var index = await IndexPage.OpenAsync(CreateVisitor());

        Assert.Contains("No polls are available.", index.Text, StringComparison.Ordinal);
        Assert.Empty(index.Questions);
    }

    [Fact]
    public async Task test_future_question_and_past_question()
    {
        await CreateQuestionAsync("Past question.", days: -30);
        await CreateQuestionAsync("Future question.", days: 30);

        Assert.Equal(["Past question."], (await IndexPage.OpenAsync(CreateVisitor())).Questions);
    }

    [Fact]
    public async Task test_two_past_questions()
    {
        await CreateQuestionAsync("Past question 1.", days: -30);
        await CreateQuestionAsync("Past question 2.", days: -5);

        Assert.Equal(
            ["Past question 2.", "Past question 1."], (await IndexPage.OpenAsync(CreateVisitor())).Questions);
    }

    [Fact]
    public async Task Only_the_five_newest_are_listed_newest_first()
    {
        foreach (var age in new[] { 3, 1, 6, 2, 5, 4 })
            await CreateQuestionAsync($"{age} days old", days: -age);

        Assert.Equal(
            ["1 days old", "2 days old", "3 days old", "4 days old", "5 days old"],
            (await IndexPage.OpenAsync(CreateVisitor())).Questions);
    }

    [Fact]
    public async Task A_question_is_published_from_its_date_on()
    {
        await CreateQuestionAsync("Now.", days: 0);
        await SaveAsync(new MySite.Polls.Question("Soon.", Now.AddMilliseconds(1)) { Choices = { new("Yes") } });

        Assert.Equal(["Now."], (await IndexPage.OpenAsync(CreateVisitor())).Questions);
    }

    [Fact]
    public async Task A_question_without_choices_is_not_listed()
    {
        await SaveAsync(new MySite.Polls.Question("Nothing to choose", Now));

        Assert.Empty((await IndexPage.OpenAsync(CreateVisitor())).Questions);
    }

    [Fact]
    public async Task A_card_tells_votes_age_and_tags_and_leads_to_the_poll()
    {
        var question = new MySite.Polls.Question("What's up?", Now.AddHours(-2))
        {
            Choices = { new("Not much") { Votes = 1 }, new("The sky") { Votes = 3 } },
            Tags = { new("morning"), new("life") },
        };
        await SaveAsync(question);

        var card = Assert.Single((await IndexPage.OpenAsync(CreateVisitor())).Cards);

        Assert.Equal($"/polls/{question.Id}/", card.QuerySelector("h2 a")!.GetAttribute("href"));
        Assert.Equal("4 votes", card.QuerySelector(".num")!.TextContent);
        Assert.Equal("2 h ago", card.QuerySelector("time")!.TextContent);
        Assert.Equal("2035-06-15T10:00:00Z", card.QuerySelector("time")!.GetAttribute("datetime"));
        Assert.Equal(["life", "morning"], card.QuerySelectorAll(".chip").Select(chip => chip.TextContent));
        Assert.Equal(["75%", "25%"], card.QuerySelectorAll("rect").Select(rect => rect.GetAttribute("width")));
    }
}

public sealed class QuestionIndexViewTestsOnSqlite() : QuestionIndexViewTests(DatabaseServer.Sqlite);

public sealed class QuestionIndexViewTestsOnPostgreSql() : QuestionIndexViewTests(DatabaseServer.PostgreSql);
