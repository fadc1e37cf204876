using MySite.Signals;

namespace MySite.Admin.SignalMap;

/// <summary>When a receiver runs, for people.</summary>
internal static class PhaseText
{
    public static string Of(ConnectionPhase phase) => phase switch
    {
        ConnectionPhase.Inline => "inline",
        ConnectionPhase.AfterCommit => "after commit",
        ConnectionPhase.AfterRollback => "after rollback",
        ConnectionPhase.Durable => "durable",
        _ => "every node",
    };

    /// <summary>The class of the style sheet.</summary>
    public static string Class(ConnectionPhase phase) => $"phase-{Of(phase).Replace(' ', '-')}";
}
