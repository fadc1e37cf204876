using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Polls;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Support;

namespace MySite.Tests.Polls;

public abstract class VotingTests(DatabaseServer server) : PollsTests(server)
{
    [Fact]
    public async Task A_vote_is_counted_and_leads_to_the_results_with_a_note()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "Not much", "The sky");
        var ballot = await BallotPage.OpenAsync(CreateVisitor(), question.Id);

        var results = await ballot.VoteAsync("The sky");

        Assert.Equal("Your vote is in: The sky", results.Note);
        Assert.Equal(["Not much -- 0 votes · 0 %", "The sky -- 1 vote · 100 %"], results.Lines);
    }

    [Fact]
    public async Task The_note_is_shown_once()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "The sky");
        var visitor = CreateVisitor();
        await (await BallotPage.OpenAsync(visitor, question.Id)).VoteAsync("The sky");

        Assert.Null((await ResultsPage.OpenAsync(visitor, question.Id)).Note);
    }

    [Fact]
    public async Task The_note_waits_for_the_results_of_its_own_question()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "The sky");
        var other = await CreateQuestionAsync("Tabs or spaces?", -2, "Tabs");
        var visitor = CreateVisitor();
        await (await BallotPage.OpenAsync(visitor, question.Id)).SendAsync($"{question.Choices[0].Id}");

        Assert.Null((await ResultsPage.OpenAsync(visitor, other.Id)).Note);
        Assert.Equal("Your vote is in: The sky", (await ResultsPage.OpenAsync(visitor, question.Id)).Note);
        Assert.Null((await ResultsPage.OpenAsync(visitor, question.Id)).Note);
    }

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData(" {own} ")]
    [InlineData("+{own}")]
    [InlineData("{own}.0")]
    [InlineData("99999999999999999999999999")]
    [InlineData("{foreign}")]
    [InlineData("{own}", "{own}")]
    [InlineData("{own}", "{foreign}")]
    public async Task Whatever_is_not_one_choice_of_this_question_shows_the_form_again_and_counts_nothing(
        params string[] sent)
    {
        var question = await CreateQuestionAsync("What's up?", -1, "Not much", "The sky");
        var other = await CreateQuestionAsync("Tabs or spaces?", -2, "Tabs");
        var ballot = await BallotPage.OpenAsync(CreateVisitor(), question.Id);

        var again = await ballot.VoteInVainAsync([.. sent.Select(value => value
            .Replace("{own}", $"{question.Choices[0].Id}", StringComparison.Ordinal)
            .Replace("{foreign}", $"{other.Choices[0].Id}", StringComparison.Ordinal))]);

        Assert.Equal("You didn't select a choice.", again.Error);
        Assert.Equal("What's up?", again.Question);
        Assert.Equal(2, again.Radios.Count);
        Assert.Equal(0, await AllVotesAsync());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task A_body_that_is_no_form_is_no_choice(string? type)
    {
        var question = await CreateQuestionAsync("What's up?", -1, "The sky");
        var visitor = CreateVisitor();
        var body = type is null ? null : new StringContent($$"""{"choice":{{question.Choices[0].Id}}}""", null, type);

        var response = await (await BallotPage.OpenAsync(visitor, question.Id)).SendAsync(body);

        var again = new BallotPage(visitor, await Visitor.ReadAsync(response, HttpStatusCode.OK));
        Assert.Equal("You didn't select a choice.", again.Error);
        Assert.Equal(0, await AllVotesAsync());
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=here", "--here\r\nbroken")]
    [InlineData("multipart/form-data", "choice=1")]
    [InlineData("application/x-www-form-urlencoded", "choice=1{1025 more}")]
    public async Task A_form_that_cannot_be_read_is_the_senders_fault(string type, string text)
    {
        var question = await CreateQuestionAsync("What's up?", -1, "The sky");
        var ballot = await BallotPage.OpenAsync(CreateVisitor(), question.Id);
        var many = string.Concat(Enumerable.Range(0, 1025).Select(number => $"&field{number}=1"));
        var body = new StringContent(text.Replace("{1025 more}", many, StringComparison.Ordinal));
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        var response = await ballot.SendAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_form_that_came_back_can_be_sent()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "Not much", "The sky");
        var ballot = await BallotPage.OpenAsync(CreateVisitor(), question.Id);

        var results = await (await ballot.VoteInVainAsync()).VoteAsync("Not much");

        Assert.Equal("Your vote is in: Not much", results.Note);
    }

    [Fact]
    public async Task A_question_that_is_not_published_takes_no_votes()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "The sky");
        var ballot = await BallotPage.OpenAsync(CreateVisitor(), question.Id);
        await InScopeAsync(db => db.Set<Question>().ExecuteUpdateAsync(
            change => change.SetProperty(q => q.PubDate, Now.AddDays(1)), Cancel));

        var response = await ballot.SendAsync($"{question.Choices[0].Id}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(0, await AllVotesAsync());
    }

    [Fact]
    public async Task A_choice_that_has_just_been_removed_counts_as_none()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "Not much", "The sky");
        var ballot = await BallotPage.OpenAsync(CreateVisitor(), question.Id);
        var removed = question.Choices[1].Id;
        await InScopeAsync(db => db.Set<Choice>().Where(choice => choice.Id == removed).ExecuteDeleteAsync(Cancel));

        var again = await ballot.VoteInVainAsync($"{removed}");

        Assert.Equal("You didn't select a choice.", again.Error);
        Assert.Single(again.Radios);
    }

    [Fact]
    public async Task Votes_need_the_token_of_a_form()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "The sky");
        var forged = new FormUrlEncodedContent([KeyValuePair.Create("choice", $"{question.Choices[0].Id}")]);

        var response = await CreateVisitor().SendAsync(HttpMethod.Post, $"/polls/{question.Id}/vote/", forged);

        var page = await Visitor.ReadAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal("That did not work", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(0, await AllVotesAsync());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task The_address_of_a_vote_takes_posts_only(string method)
    {
        var question = await CreateQuestionAsync("What's up?", -1, "The sky");

        var response = await CreateVisitor().SendAsync(new HttpMethod(method), $"/polls/{question.Id}/vote/");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Two_hundred_votes_of_twenty_people_at_once_are_two_hundred_votes()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "Not much", "The sky");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(VoteTenTimesAsync, Cancel)));

        Assert.Equal(200, await VotesOfAsync(question.Choices[1].Id));
        Assert.Equal(200, await AllVotesAsync());

        async Task VoteTenTimesAsync()
        {
            var visitor = CreateVisitor();
            for (var vote = 0; vote < 10; vote++)
                await (await BallotPage.OpenAsync(visitor, question.Id)).VoteAsync("The sky");
        }
    }

    [Fact]
    public async Task Votes_that_waited_for_others_are_counted_in_one_transaction_and_each_is_told_the_truth()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "Not much", "The sky");
        var other = await CreateQuestionAsync("Tabs or spaces?", -2, "Tabs");
        var soon = await CreateQuestionAsync("What will be?", 1, "This");
        var hub = Site.Services.GetRequiredService<ISignalHub>();
        List<string> heard = [];
        hub.On(ModelSignals.BulkChanged<Choice>()).Call(changed => heard.Add($"{changed.Rows} row"));
        hub.On(ModelSignals.BulkChanged<Choice>()).AfterCommit((_, _) =>
        {
            heard.Add("committed");
            return default;
        });
        var others = new TaskCompletionSource<IReadOnlySet<Vote>>();
        var waitedFor = Site.Services.GetRequiredService<VoteGroups>().CountAsync(default, _ => others.Task);

        var (sky, tabs) = (question.Choices[1].Id, other.Choices[0].Id);
        Task<bool>[] votes =
        [
            CastAsync(question.Id, sky), CastAsync(other.Id, tabs), CastAsync(question.Id, sky), CastAsync(question.Id, tabs),
            CastAsync(soon.Id, soon.Choices[0].Id), CastAsync(question.Id, int.MaxValue),
        ];
        Assert.Empty(heard);
        others.SetResult(new HashSet<Vote>());
        await waitedFor;

        var told = await Task.WhenAll(votes);
        Assert.Equal([true, true, true, false, false, false], told);
        Assert.Equal(2, await VotesOfAsync(sky));
        Assert.Equal(1, await VotesOfAsync(tabs));
        Assert.Equal(3, await AllVotesAsync());
        Assert.Equal(["1 row", "1 row", "committed", "committed"], heard);

        async Task<bool> CastAsync(int questionId, int choiceId)
        {
            await using var scope = Site.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<Voting>().CastAsync(questionId, choiceId);
        }
    }
}

public sealed class VotingTestsOnSqlite() : VotingTests(DatabaseServer.Sqlite);

public sealed class VotingTestsOnPostgreSql() : VotingTests(DatabaseServer.PostgreSql);
