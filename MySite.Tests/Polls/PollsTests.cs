using Microsoft.EntityFrameworkCore;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Polls;

/// <summary>What the tests of this room share.</summary>
public abstract class PollsTests(DatabaseServer server) : SiteTests(server)
{
    /// <summary>
    /// The tutorial's helper. Its questions have one choice unless told otherwise: without any they are not shown.
    /// </summary>
    private protected async Task<Question> CreateQuestionAsync(string text, double days, params string[] choices)
    {
        var question = new Question(text, Now.AddDays(days));
        question.Choices.AddRange((choices is [] ? ["Yes"] : choices).Select(choice => new Choice(choice)));
        await SaveAsync(question);
        return question;
    }

    protected Task<int> VotesOfAsync(int choiceId) => InScopeAsync(db =>
        db.Set<Choice>().Where(choice => choice.Id == choiceId).Select(choice => choice.Votes).SingleAsync(Cancel));

    protected Task<int> AllVotesAsync() =>
        InScopeAsync(db => db.Set<Choice>().SumAsync(choice => choice.Votes, Cancel));
}
