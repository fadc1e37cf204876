using System.ComponentModel.DataAnnotations;

namespace MySite.Polls;

internal sealed class Question(string questionText, DateTimeOffset pubDate) : IVersioned
{
    public const int TextLength = 200;

    public int Id { get; private set; }

    public string QuestionText { get; set => field = PollText.Within(TextLength, value); }
        = PollText.Within(TextLength, questionText);

    /// <summary>Date published: the instant from which on the public sees the question.</summary>
    [Display(Name = "Date published")]
    public DateTimeOffset PubDate { get; set; } = pubDate;

    public Guid Version { get; set; }

    public List<Choice> Choices { get; } = [];

    public List<Tag> Tags { get; } = [];

    public bool WasPublishedRecently(DateTimeOffset now) => now.AddDays(-1) <= PubDate && PubDate <= now;

    public override string ToString() => QuestionText;
}
