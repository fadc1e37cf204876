namespace MySite.Polls;

/// <summary>What the form shows: a poll and, after a try that did not count, why.</summary>
internal sealed record Ballot(Poll Poll, string? Error = null, bool AsksToConfirm = false);
