using Microsoft.Extensions.Options;
using MySite.Data;
using MySite.Shared;

namespace MySite.Polls;

/// <summary>
/// What the public sees of the polls, kept in memory until a change evicts it, the next question becomes due, or the time is
/// up after which another server may have changed something.
/// </summary>
internal sealed class PollCache(
    PollQueries queries, IServiceScopeFactory scopes, TimeProvider clock, IOptions<PollsOptions> options) : IDisposable
{
    private const string Name = "polls";
    private const string ListKey = "list";

    // Counted in choices, so that neither many polls nor large ones take much memory.
    private readonly StampedCache _kept = new(clock, size: 20_000);

    /// <summary>
    /// A number for the list as it is kept now: whatever was made of it is right as long as this stays the same. Null while none
    /// is kept.
    /// </summary>
    public long? ListStamp => _kept.Find<IReadOnlyList<PollCard>>(ListKey)?.Stamp;

    /// <inheritdoc cref="ListStamp"/>
    public long? StampOf(int id) => _kept.Find<Poll>(id)?.Stamp;

    public async ValueTask<IReadOnlyList<PollCard>> GetListAsync(CancellationToken cancellationToken)
    {
        if (Find<IReadOnlyList<PollCard>>(ListKey) is { } kept)
            return kept.Value;

        var (generation, now) = (_kept.Generation, clock.GetUtcNow());
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDbContext>();
        var polls = await queries.NewestAsync(db, now, cancellationToken);
        var nextDue = await queries.NextDueAsync(db, now, cancellationToken);
        var expires = now + options.Value.CacheDuration;
        Keep<IReadOnlyList<PollCard>>(
            ListKey, polls, generation, nextDue < expires ? nextDue.Value : expires,
            polls.Sum(poll => poll.VotesPerChoice.Count));
        return polls;
    }

    public async ValueTask<Poll?> FindAsync(int id, CancellationToken cancellationToken)
    {
        if (Find<Poll>(id) is { } kept)
            return kept.Value;

        var (generation, now) = (_kept.Generation, clock.GetUtcNow());
        await using var scope = scopes.CreateAsyncScope();
        var poll = await queries.FindAsync(
            scope.ServiceProvider.GetRequiredService<SiteDbContext>(), id, now, cancellationToken);
        // What is not there would let anybody fill the cache.
        if (poll is not null)
            Keep(id, poll, generation, now + options.Value.CacheDuration, poll.Choices.Count);
        return poll;
    }

    /// <summary>A poll has other votes.</summary>
    public void Evict(int id)
    {
        CacheMeter.Evict(Name);
        _kept.Evict(id, ListKey);
    }

    /// <summary>Any poll may have changed.</summary>
    public void Clear()
    {
        CacheMeter.Evict(Name);
        _kept.Clear();
    }

    public void Dispose() => _kept.Dispose();

    private Stamped<T>? Find<T>(object key)
    {
        var kept = _kept.Find<T>(key);
        if (kept is null)
            CacheMeter.Miss(Name);
        else
            CacheMeter.Hit(Name);
        return kept;
    }

    private void Keep<T>(object key, T value, long generation, DateTimeOffset expires, int choices)
    {
        if (options.Value.CacheDuration > TimeSpan.Zero)
            _kept.Keep(key, value, generation, expires, choices + 1);
    }
}
