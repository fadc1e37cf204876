using System.Net;
using MySite.Tests.Support;

namespace MySite.Tests.Polls;

/// <summary>The form of a poll; the first two by their names in the tutorial.</summary>
public abstract class QuestionDetailViewTests(DatabaseServer server) : PollsTests(server)
{
    [Fact]
    public async Task test_future_question()
    {
        var question = await CreateQuestionAsync("Future question.", days: 5);

        var response = await CreateVisitor().GetAsync($"/polls/{question.Id}/");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task test_past_question()
    {
        var question = await CreateQuestionAsync("Past question.", days: -5);

        var ballot = await BallotPage.OpenAsync(CreateVisitor(), question.Id);

        Assert.Equal("Past question.", ballot.Question);
    }

    [Theory]
    [InlineData("/polls/{0}/results/")]
    [InlineData("/polls/{0}/")]
    public async Task A_question_that_is_not_due_yet_has_no_page(string url)
    {
        var question = await CreateQuestionAsync("Later", days: 1);
        var visitor = CreateVisitor();
        var page = string.Format(null, url, question.Id);

        Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(page)).StatusCode);

        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(page)).StatusCode);
    }

    [Theory]
    [InlineData("/polls/{0}/results/")]
    [InlineData("/polls/{0}/")]
    public async Task A_question_without_choices_has_no_page(string url)
    {
        var question = new MySite.Polls.Question("Nothing to choose", Now);
        await SaveAsync(question);

        var response = await CreateVisitor().GetAsync(string.Format(null, url, question.Id));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("/polls/4711/")]
    [InlineData("/polls/0/")]
    [InlineData("/polls/-1/")]
    [InlineData("/polls/one/")]
    [InlineData("/polls/99999999999999999999/")]
    [InlineData("/polls/4711/results/")]
    public async Task There_is_no_page_for_what_does_not_exist(string url) =>
        Assert.Equal(HttpStatusCode.NotFound, (await CreateVisitor().GetAsync(url)).StatusCode);

    [Fact]
    public async Task Each_choice_is_a_radio_with_its_own_label_in_the_order_they_were_made()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "Not much", "The sky", "Just hacking again");

        var ballot = await BallotPage.OpenAsync(CreateVisitor(), question.Id);

        Assert.Equal(["choice1", "choice2", "choice3"], ballot.Radios.Select(radio => radio.Id));
        Assert.Equal(["Not much", "The sky", "Just hacking again"], ballot.Radios.Select(ballot.LabelOf));
        Assert.Equal(question.Choices.Select(choice => $"{choice.Id}"), ballot.Radios.Select(radio => radio.Value));
        Assert.DoesNotContain(ballot.Radios, radio => radio.IsChecked);
        Assert.Equal($"/polls/{question.Id}/results/", ballot.ResultsLink);
        Assert.Null(ballot.Error);
    }

    [Fact]
    public async Task Texts_are_shown_and_not_interpreted()
    {
        const string Text = "<b>Straße</b> & \"日本\"?";
        const string Script = "<script>alert(1)</script>";
        var question = await CreateQuestionAsync(Text, -1, Script);
        var visitor = CreateVisitor();

        var ballot = await BallotPage.OpenAsync(visitor, question.Id);
        Assert.Equal(Text, ballot.Question);
        Assert.Equal(Script, ballot.LabelOf(ballot.Radios[0]));

        var results = await ballot.VoteAsync(Script);
        Assert.Equal(Text, results.Question);
        Assert.Equal($"Your vote is in: {Script}", results.Note);
        Assert.StartsWith(Script, results.Lines[0], StringComparison.Ordinal);

        Assert.Equal([Text], (await IndexPage.OpenAsync(visitor)).Questions);
    }
}

public sealed class QuestionDetailViewTestsOnSqlite() : QuestionDetailViewTests(DatabaseServer.Sqlite);

public sealed class QuestionDetailViewTestsOnPostgreSql() : QuestionDetailViewTests(DatabaseServer.PostgreSql);
