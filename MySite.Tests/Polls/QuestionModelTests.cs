using MySite.Polls;

namespace MySite.Tests.Polls;

/// <summary>The rules of a question; the first three by their names in the tutorial.</summary>
public sealed class QuestionModelTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void test_was_published_recently_with_future_question() =>
        Assert.False(new Question("Future", Now.AddDays(30)).WasPublishedRecently(Now));

    [Fact]
    public void test_was_published_recently_with_old_question() =>
        Assert.False(new Question("Old", Now.AddDays(-1).AddSeconds(-1)).WasPublishedRecently(Now));

    [Fact]
    public void test_was_published_recently_with_recent_question() =>
        Assert.True(new Question("Recent", Now - new TimeSpan(23, 59, 59)).WasPublishedRecently(Now));

    [Theory]
    [InlineData(0)]
    [InlineData(-24)]
    public void A_question_of_this_very_moment_or_of_exactly_a_day_ago_is_recent(int hours) =>
        Assert.True(new Question("Edge", Now.AddHours(hours)).WasPublishedRecently(Now));

    [Fact]
    public void Questions_choices_and_tags_read_as_their_texts()
    {
        Assert.Equal("What's up?", new Question("What's up?", Now).ToString());
        Assert.Equal("The sky", new Choice("The sky").ToString());
        Assert.Equal("life", new Tag("life").ToString());
    }

    [Fact]
    public void Texts_that_the_database_would_cut_are_refused_with_the_limit_named()
    {
        var question = new Question(new string('a', 200), Now);

        var tooLong = Assert.Throws<ArgumentException>(() => question.QuestionText = new string('a', 201));
        Assert.Contains("at most 200 fit", tooLong.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Choice(new string('a', 201)));
        Assert.Throws<ArgumentException>(() => new Tag(new string('a', 51)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void Empty_texts_are_refused(string text)
    {
        Assert.Throws<ArgumentException>(() => new Question(text, Now));
        Assert.Throws<ArgumentException>(() => new Choice(text));
        Assert.Throws<ArgumentException>(() => new Tag(text));
    }

    [Fact]
    public void Votes_never_go_below_zero() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Choice("The sky") { Votes = -1 });
}
