using Microsoft.EntityFrameworkCore;
using MySite.Data;

namespace MySite.Polls;

/// <summary>The one place that says which questions the public sees.</summary>
internal static class PublishedQuestions
{
    // A question without choices cannot be voted on: it is shown nowhere, rather than on some of the pages.
    public static IQueryable<Question> Published(this IQueryable<Question> questions, DateTimeOffset now) =>
        questions.Where(question => question.PubDate <= now && question.Choices.Count > 0);

    public static Task<Question?> FindPublishedAsync(
        this SiteDbContext db, int id, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Set<Question>().AsNoTracking().AsSingleQuery().Published(now)
            .Include(question => question.Choices.OrderBy(choice => choice.Id))
            .Include(question => question.Tags.OrderBy(tag => tag.Name))
            .SingleOrDefaultAsync(question => question.Id == id, cancellationToken);
}
