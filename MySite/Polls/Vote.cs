namespace MySite.Polls;

/// <summary>What somebody voted for.</summary>
internal readonly record struct Vote(int QuestionId, int ChoiceId);
