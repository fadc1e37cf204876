namespace MySite.Polls;

/// <summary>A question with its choices, as it is voted on and its results are shown; nobody changes it.</summary>
internal sealed record Poll(
    int Id, string Text, DateTimeOffset PubDate, IReadOnlyList<string> Tags, IReadOnlyList<PollChoice> Choices);
