namespace MySite.Polls;

/// <summary>
/// Lets votes that come while others are being counted be counted together: a database waits for its disk as long for many as
/// for one, and a single SQLite file lets its writers wait for each other besides.
/// </summary>
internal sealed class VoteGroups : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _gate = new();
    private VoteGroup? _open;

    /// <param name="vote">The vote.</param>
    /// <param name="count">
    /// Counts a group, all of it or nothing, and says which votes of it stand; called for the first of a group alone.
    /// </param>
    /// <returns>Whether the vote stands.</returns>
    public async Task<bool> CountAsync(Vote vote, Func<IReadOnlyDictionary<Vote, int>, Task<IReadOnlySet<Vote>>> count)
    {
        VoteGroup group;
        bool isFirst;
        lock (_gate)
        {
            isFirst = _open is null;
            group = _open ??= new();
            group.Add(vote);
        }
        if (isFirst)
            await CountAsync(group, count);
        return (await group.Counted).Contains(vote);
    }

    public void Dispose() => _turn.Dispose();

    // By whoever came first, in their own request: there the statement is seen and traced.
    private async Task CountAsync(
        VoteGroup group, Func<IReadOnlyDictionary<Vote, int>, Task<IReadOnlySet<Vote>>> count)
    {
        await _turn.WaitAsync();
        try
        {
            lock (_gate)
                _open = null;
            await group.CountAsync(count);
        }
        finally
        {
            _turn.Release();
        }
    }
}
