namespace MySite.Polls;

/// <summary>A vote was counted.</summary>
internal sealed record VoteCast(int QuestionId, int ChoiceId);
