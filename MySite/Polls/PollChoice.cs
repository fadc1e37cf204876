namespace MySite.Polls;

internal sealed record PollChoice(int Id, string Text, int Votes);
