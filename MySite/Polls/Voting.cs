using Microsoft.EntityFrameworkCore;
using MySite.Data;
using MySite.Signals;

namespace MySite.Polls;

/// <summary>The act of voting.</summary>
internal sealed class Voting(SiteDbContext db, ISignalSender signals, TimeProvider clock)
{
    /// <returns>Whether the vote was counted; it is not when the choice or its question is gone from view.</returns>
    public async Task<bool> CastAsync(int questionId, int choiceId, CancellationToken cancellationToken)
    {
        // The database adds: two votes at the same moment are two votes.
        var now = clock.GetUtcNow();
        var counted = await db.Set<Choice>()
            .Where(choice => choice.Id == choiceId && choice.QuestionId == questionId && choice.Question!.PubDate <= now)
            .ExecuteUpdateAsync(
                change => change.SetProperty(choice => choice.Votes, choice => choice.Votes + 1), cancellationToken);
        if (counted == 0)
            return false;

        // The vote stands, whatever receivers make of it.
        await signals.SendRobustAsync(
            PollSignals.VoteCast, new VoteCast(questionId, choiceId), cancellationToken: CancellationToken.None);
        return true;
    }
}
