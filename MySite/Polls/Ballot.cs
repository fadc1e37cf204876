namespace MySite.Polls;

/// <summary>What the form shows: a question and, after a try that did not count, why.</summary>
internal sealed record Ballot(Question Question, string? Error = null, bool AsksToConfirm = false);
