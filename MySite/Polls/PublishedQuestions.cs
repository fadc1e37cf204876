namespace MySite.Polls;

/// <summary>
/// Which questions the public sees, as <see cref="PollQueries"/> says it too: a translated query takes no calls.
/// </summary>
internal static class PublishedQuestions
{
    // A question without choices cannot be voted on: it is shown nowhere, rather than on some of the pages.
    public static IQueryable<Question> Published(this IQueryable<Question> questions, DateTimeOffset now) =>
        questions.Where(question => question.PubDate <= now && question.Choices.Count > 0);
}
