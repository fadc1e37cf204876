using Microsoft.EntityFrameworkCore;
using MySite.Data;

namespace MySite.Polls;

/// <summary>
/// The one place that says what the public sees of the polls, translated once: to build such a query and to look it up takes
/// longer than the database takes to answer it. Not static, as a translation is for one model, and each database has its own.
/// </summary>
internal sealed class PollQueries
{
    private const int ListLength = 5;

    // A question without choices cannot be voted on: it is shown nowhere, rather than on some of the pages.
    private readonly Func<SiteDbContext, DateTimeOffset, IAsyncEnumerable<PollCard>> _newest = EF.CompileAsyncQuery(
        (SiteDbContext db, DateTimeOffset now) => db.Set<Question>().AsSingleQuery()
            .Where(question => question.PubDate <= now && question.Choices.Count > 0)
            .OrderByDescending(question => question.PubDate).ThenByDescending(question => question.Id)
            .Take(ListLength)
            .Select(question => new PollCard(
                question.Id,
                question.QuestionText,
                question.PubDate,
                question.Choices.OrderBy(choice => choice.Id).Select(choice => choice.Votes).ToList(),
                question.Tags.OrderBy(tag => tag.Name).Select(tag => tag.Name).ToList())));

    private readonly Func<SiteDbContext, DateTimeOffset, CancellationToken, Task<DateTimeOffset?>> _nextDue =
        EF.CompileAsyncQuery((SiteDbContext db, DateTimeOffset now, CancellationToken _) => db.Set<Question>()
            .Where(question => question.PubDate > now)
            .Min(question => (DateTimeOffset?)question.PubDate));

    private readonly Func<SiteDbContext, int, DateTimeOffset, CancellationToken, Task<Poll?>> _find = EF.CompileAsyncQuery(
        (SiteDbContext db, int id, DateTimeOffset now, CancellationToken _) => db.Set<Question>().AsSingleQuery()
            .Where(question => question.PubDate <= now && question.Choices.Count > 0)
            .Where(question => question.Id == id)
            .Select(question => new Poll(
                question.Id,
                question.QuestionText,
                question.PubDate,
                question.Tags.OrderBy(tag => tag.Name).Select(tag => tag.Name).ToList(),
                question.Choices.OrderBy(choice => choice.Id)
                    .Select(choice => new PollChoice(choice.Id, choice.ChoiceText, choice.Votes)).ToList()))
            .SingleOrDefault());

    /// <summary>The newest polls, the newest first.</summary>
    public ValueTask<List<PollCard>> NewestAsync(SiteDbContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        _newest(db, now).ToListAsync(cancellationToken);

    /// <summary>When the next question will be published, if there is one.</summary>
    public Task<DateTimeOffset?> NextDueAsync(SiteDbContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        _nextDue(db, now, cancellationToken);

    public Task<Poll?> FindAsync(SiteDbContext db, int id, DateTimeOffset now, CancellationToken cancellationToken) =>
        _find(db, id, now, cancellationToken);
}
