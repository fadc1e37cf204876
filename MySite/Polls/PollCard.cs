namespace MySite.Polls;

/// <summary>A question as the list shows it.</summary>
internal sealed record PollCard(
    int Id, string Text, DateTimeOffset PubDate, IReadOnlyList<int> VotesPerChoice, IReadOnlyList<string> Tags)
{
    public long Votes { get; } = VotesPerChoice.Sum(votes => (long)votes);
}
