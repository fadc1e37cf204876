using Microsoft.EntityFrameworkCore;
using MySite.Data;
using MySite.Signals;

namespace MySite.Polls;

/// <summary>Fills the database: with the tutorial's poll to look at, or with many to measure.</summary>
internal sealed class Seeder(SiteDbContext db, ISignalHub hub, TimeProvider clock)
{
    private const int Batch = 500;

    /// <summary>Adds the sample polls if there is no question at all.</summary>
    public async Task AddSamplesAsync(CancellationToken cancellationToken = default)
    {
        if (await db.Set<Question>().AnyAsync(cancellationToken))
            return;

        var now = clock.GetUtcNow();
        var tags = await db.Set<Tag>().ToDictionaryAsync(tag => tag.Name, cancellationToken);
        // The tags of polls that were deleted are still there.
        Tag Tagged(string name) => tags.GetValueOrDefault(name) ?? new Tag(name);

        db.AddRange(
            new Question("What's up?", now.AddHours(-2))
            {
                Choices = { new Choice("Not much"), new Choice("The sky"), new Choice("Just hacking again") },
                Tags = { Tagged("life") },
            },
            new Question("Tabs or spaces?", now.AddDays(-1).AddHours(-3))
            {
                Choices = { new Choice("Tabs"), new Choice("Spaces") },
                Tags = { Tagged("code"), Tagged("classic") },
            },
            new Question("Which day suits the meet-up?", now.AddDays(-4))
            {
                Choices = { new Choice("Tuesday"), new Choice("Wednesday"), new Choice("Thursday") },
                Tags = { Tagged("events") },
            });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Adds questions of increasing age, one a minute, each with the same number of choices.</summary>
    public async Task AddManyAsync(int questions, int choices, CancellationToken cancellationToken = default)
    {
        // Nobody wants to hear of each generated row, or find it in the history.
        using var muted = hub.Mute();
        var first = await db.Set<Question>().CountAsync(cancellationToken) + 1;
        var now = clock.GetUtcNow();
        foreach (var batch in Enumerable.Range(0, questions).Chunk(Batch))
        {
            db.AddRange(batch.Select(index => Generated(first + index, choices, now.AddMinutes(-index))));
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    internal static Question Generated(int number, int choices, DateTimeOffset pubDate)
    {
        var question = new Question($"Question {number}", pubDate);
        question.Choices.AddRange(Enumerable.Range(1, choices)
            .Select(choice => new Choice($"Choice {choice}") { Votes = (int)((long)number * choice * 7 % 101) }));
        return question;
    }
}
