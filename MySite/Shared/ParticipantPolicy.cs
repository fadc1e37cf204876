namespace MySite.Shared;

/// <summary>Who may take part, by voting for example. The room of the accounts says who that is.</summary>
internal static class ParticipantPolicy
{
    public const string Name = "Participant";
}
