using Microsoft.EntityFrameworkCore;
using MySite.Data;
using MySite.Signals;

namespace MySite.Polls;

/// <summary>The act of voting.</summary>
internal sealed class Voting(
    SiteDbContext db, VoteGroups groups, ISignalTransaction transaction, ISignalSender signals, TimeProvider clock)
{
    /// <returns>Whether the vote was counted; it is not when the choice or its question is gone from view.</returns>
    public async Task<bool> CastAsync(int questionId, int choiceId)
    {
        if (!await groups.CountAsync(new(questionId, choiceId), CountAsync))
            return false;

        // The vote stands, whatever receivers make of it.
        await signals.SendRobustAsync(
            PollSignals.VoteCast, new VoteCast(questionId, choiceId), cancellationToken: CancellationToken.None);
        return true;
    }

    // Others' votes are among them: that this visitor went away stops nothing.
    private Task<IReadOnlySet<Vote>> CountAsync(IReadOnlyDictionary<Vote, int> votes) => votes.Count == 1
        ? CountEachAsync(votes, CancellationToken.None)
        : transaction.ExecuteAsync(async (part, cancellationToken) =>
        {
            var counted = await CountEachAsync(votes, cancellationToken);
            await part.CompleteAsync(cancellationToken);
            return counted;
        }, CancellationToken.None);

    private async Task<IReadOnlySet<Vote>> CountEachAsync(
        IReadOnlyDictionary<Vote, int> votes, CancellationToken cancellationToken)
    {
        HashSet<Vote> counted = [];
        // In one order for all servers: two that want the same rows the other way round would wait for each other for ever.
        foreach (var (vote, number) in votes.OrderBy(vote => vote.Key.ChoiceId))
            if (await CountAsync(vote, number, cancellationToken))
                counted.Add(vote);
        return counted;
    }

    private async Task<bool> CountAsync(Vote vote, int number, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // The database adds: other servers count votes too.
        return await db.Set<Choice>()
            .Where(choice => choice.Id == vote.ChoiceId && choice.QuestionId == vote.QuestionId)
            .Where(choice => choice.Question!.PubDate <= now)
            .ExecuteUpdateAsync(
                change => change.SetProperty(choice => choice.Votes, choice => choice.Votes + number), cancellationToken) > 0;
    }
}
