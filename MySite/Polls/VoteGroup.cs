namespace MySite.Polls;

/// <summary>Votes that are counted together.</summary>
internal sealed class VoteGroup
{
    private readonly TaskCompletionSource<IReadOnlySet<Vote>> _counted =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Each vote with how many cast it.</summary>
    public Dictionary<Vote, int> Votes { get; } = [];

    /// <returns>The votes that were counted; it fails as the counting failed.</returns>
    public Task<IReadOnlySet<Vote>> Counted => _counted.Task;

    public void Add(Vote vote) => Votes[vote] = Votes.GetValueOrDefault(vote) + 1;

    public async Task CountAsync(Func<IReadOnlyDictionary<Vote, int>, Task<IReadOnlySet<Vote>>> count)
    {
        try
        {
            _counted.SetResult(await count(Votes));
        }
        catch (Exception exception)
        {
            _counted.SetException(exception);
        }
    }
}
