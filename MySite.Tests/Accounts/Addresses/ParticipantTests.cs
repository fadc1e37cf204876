using System.Net;
using Microsoft.EntityFrameworkCore;
using MySite.Polls;
using MySite.Tests.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Addresses;

/// <summary>Who may vote where <c>Accounts:RequireConfirmedEmail</c> is on; VotingTests has the rest.</summary>
public abstract class ParticipantTests(DatabaseServer server) : AddressSite(server)
{
    protected override SiteFactory CreateSite(TestDatabase database) =>
        base.CreateSite(database).With("Accounts:RequireConfirmedEmail", "true");

    [Fact]
    public async Task Who_has_confirmed_the_address_votes_and_who_has_not_is_told_where_to()
    {
        var (visitor, link) = await StartWithAdaAsync();
        var question = await AskAsync();

        var refused = await Visitor.ReadAsync(await VoteAsync(visitor, question), HttpStatusCode.Forbidden);
        Assert.Equal("Your e-mail address has to be confirmed before you vote.", new BallotPage(visitor, refused).Error);
        Assert.Single(refused.QuerySelectorAll($"main a[href='{Url}']"));
        Assert.Equal(0, await VotesAsync());
        await FollowAsync(visitor, link);

        await visitor.FollowAsync(await VoteAsync(visitor, question));
        Assert.Equal(1, await VotesAsync());
    }

    [Fact]
    public async Task Who_confirms_elsewhere_may_vote_within_a_minute()
    {
        var (visitor, link) = await StartWithAdaAsync();
        var question = await AskAsync();
        await FollowAsync(CreateVisitor(), link);

        Clock.Advance(TimeSpan.FromMinutes(1.1));

        await visitor.FollowAsync(await VoteAsync(visitor, question));
        Assert.Equal(1, await VotesAsync());
    }

    [Fact]
    public async Task A_visitor_is_asked_to_log_in_and_comes_back_to_the_form()
    {
        await StartWithAdaAsync();
        var question = await AskAsync();

        var response = await VoteAsync(CreateVisitor(), question);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var login = response.Headers.Location!.OriginalString;
        Assert.Contains("/accounts/login/?ReturnUrl=", login, StringComparison.Ordinal);
        Assert.EndsWith(Uri.EscapeDataString($"/polls/{question}/"), login, StringComparison.Ordinal);
        Assert.Equal(0, await VotesAsync());
    }

    private async Task<int> AskAsync()
    {
        var question = new Question("What's up?", Now.AddDays(-1));
        question.Choices.Add(new Choice("The sky"));
        await SaveAsync(question);
        return question.Id;
    }

    private static async Task<HttpResponseMessage> VoteAsync(Visitor visitor, int question)
    {
        var ballot = await BallotPage.OpenAsync(visitor, question);
        return await ballot.SendAsync(Assert.Single(ballot.Radios).Value);
    }

    private Task<int> VotesAsync() => InScopeAsync(db => db.Set<Choice>().SumAsync(choice => choice.Votes, Cancel));
}

public sealed class ParticipantTestsOnSqlite() : ParticipantTests(DatabaseServer.Sqlite);

public sealed class ParticipantTestsOnPostgreSql() : ParticipantTests(DatabaseServer.PostgreSql);
