using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Polls;

public sealed class VoteGroupsTests : IDisposable
{
    private static readonly Vote Tabs = new(1, 1), Spaces = new(1, 2), Gone = new(1, 3);

    private readonly VoteGroups _groups = new();
    private readonly List<(IReadOnlyDictionary<Vote, int> Votes, TaskCompletionSource<IReadOnlySet<Vote>> Answer)> _counts = [];

    [Fact]
    public void A_vote_that_comes_alone_is_counted_at_once()
    {
        _ = CastAsync(Tabs);

        Assert.Equal([new(Tabs, 1)], Assert.Single(_counts).Votes);
    }

    [Fact]
    public async Task Votes_that_come_while_others_are_counted_are_counted_together()
    {
        var first = CastAsync(Tabs);
        Task<bool>[] others = [CastAsync(Spaces), CastAsync(Tabs), CastAsync(Spaces)];
        Assert.Single(_counts);

        Answer(Tabs);
        Assert.True(await first);

        await UntilCountedAsync(2);
        Assert.Equal([new(Tabs, 1), new(Spaces, 2)], _counts[1].Votes.OrderBy(vote => vote.Key.ChoiceId));
        Answer(Tabs, Spaces);
        Assert.All(await Task.WhenAll(others), Assert.True);
    }

    [Fact]
    public async Task Each_of_a_group_is_told_of_their_own_vote()
    {
        var first = CastAsync(Tabs);
        var (stands, falls) = (CastAsync(Spaces), CastAsync(Gone));
        Answer(Tabs);
        await first;

        await UntilCountedAsync(2);
        Answer(Spaces);

        Assert.True(await stands);
        Assert.False(await falls);
    }

    [Fact]
    public async Task A_group_that_cannot_be_counted_fails_for_each_of_it_and_for_nobody_else()
    {
        var first = CastAsync(Tabs);
        Task<bool>[] unlucky = [CastAsync(Tabs), CastAsync(Spaces)];
        Answer(Tabs);
        Assert.True(await first);
        await UntilCountedAsync(2);
        var last = CastAsync(Tabs);

        _counts[^1].Answer.SetException(new InvalidOperationException("The disk is full."));

        foreach (var vote in unlucky)
            Assert.Equal("The disk is full.", (await Assert.ThrowsAsync<InvalidOperationException>(() => vote)).Message);
        await UntilCountedAsync(3);
        Answer(Tabs);
        Assert.True(await last);
    }

    public void Dispose() => _groups.Dispose();

    private Task<bool> CastAsync(Vote vote) => _groups.CountAsync(vote, votes =>
    {
        var answer = new TaskCompletionSource<IReadOnlySet<Vote>>();
        _counts.Add((votes, answer));
        return answer.Task;
    });

    private void Answer(params IEnumerable<Vote> counted) => _counts[^1].Answer.SetResult(counted.ToHashSet());

    private Task UntilCountedAsync(int number) => Eventually.IsTrueAsync(() => Task.FromResult(_counts.Count == number));
}
