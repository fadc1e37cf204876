using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MySite.Data;
using MySite.Shared;

namespace MySite.Polls;

/// <summary>
/// The newest polls, kept in memory until a change evicts them, the next question becomes due, or the time is up after
/// which another server may have changed something.
/// </summary>
internal sealed class PollList(TimeProvider clock, IOptions<PollsOptions> options)
{
    private const string Name = "poll_list";
    private const int Length = 5;

    private readonly Lock _gate = new();
    private Entry? _entry;
    private long _generation;

    public void Evict()
    {
        CacheMeter.Evict(Name);
        lock (_gate)
        {
            _generation++;
            _entry = null;
        }
    }

    public async ValueTask<IReadOnlyList<PollCard>> GetAsync(SiteDbContext db, CancellationToken cancellationToken)
    {
        long generation;
        lock (_gate)
        {
            if (_entry is { } entry && clock.GetUtcNow() < entry.Expires)
            {
                CacheMeter.Hit(Name);
                return entry.Polls;
            }
            generation = _generation;
        }

        CacheMeter.Miss(Name);
        var loaded = await LoadAsync(db, cancellationToken);
        lock (_gate)
        {
            // What was read before an eviction may be old: it still answers this request and is not kept.
            if (generation == _generation)
                _entry = loaded;
        }

        return loaded.Polls;
    }

    private async Task<Entry> LoadAsync(SiteDbContext db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var questions = db.Set<Question>().AsNoTracking().AsSingleQuery();
        var polls = await questions.Published(now)
            .OrderByDescending(question => question.PubDate).ThenByDescending(question => question.Id)
            .Take(Length)
            .Select(question => new PollCard(
                question.Id,
                question.QuestionText,
                question.PubDate,
                question.Choices.OrderBy(choice => choice.Id).Select(choice => choice.Votes).ToList(),
                question.Tags.OrderBy(tag => tag.Name).Select(tag => tag.Name).ToList()))
            .ToListAsync(cancellationToken);
        var nextDue = await questions.Where(question => question.PubDate > now)
            .MinAsync(question => (DateTimeOffset?)question.PubDate, cancellationToken);

        var expires = now + options.Value.ListCacheDuration;
        return new Entry(polls, nextDue < expires ? nextDue.Value : expires);
    }

    private sealed record Entry(IReadOnlyList<PollCard> Polls, DateTimeOffset Expires);
}
