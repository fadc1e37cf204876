using Microsoft.Extensions.DependencyInjection;
using MySite.Polls;
using MySite.Signals;
using MySite.Tests.Support;

namespace MySite.Tests.Polls;

public abstract class VoteSignalTests(DatabaseServer server) : PollsTests(server)
{
    private readonly List<VoteCast> _heard = [];

    [Fact]
    public async Task A_vote_that_is_counted_is_announced_once()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "Not much", "The sky");
        Hub.On(PollSignals.VoteCast).Call(_heard.Add);

        await (await BallotPage.OpenAsync(CreateVisitor(), question.Id)).VoteAsync("The sky");

        Assert.Equal([new VoteCast(question.Id, question.Choices[1].Id)], _heard);
    }

    [Fact]
    public async Task A_vote_that_is_not_counted_is_not_announced()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "The sky");
        Hub.On(PollSignals.VoteCast).Call(_heard.Add);

        await (await BallotPage.OpenAsync(CreateVisitor(), question.Id)).VoteInVainAsync();

        Assert.Empty(_heard);
    }

    [Fact]
    public async Task A_receiver_that_fails_takes_no_vote_back()
    {
        var question = await CreateQuestionAsync("What's up?", -1, "The sky");
        Hub.On(PollSignals.VoteCast).Call(_ => throw new InvalidOperationException("The receiver is broken."));

        var results = await (await BallotPage.OpenAsync(CreateVisitor(), question.Id)).VoteAsync("The sky");

        Assert.Equal("Your vote is in: The sky", results.Note);
        Assert.Equal(1, await AllVotesAsync());
    }

    private ISignalHub Hub => Site.Services.GetRequiredService<ISignalHub>();
}

public sealed class VoteSignalTestsOnSqlite() : VoteSignalTests(DatabaseServer.Sqlite);

public sealed class VoteSignalTestsOnPostgreSql() : VoteSignalTests(DatabaseServer.PostgreSql);
