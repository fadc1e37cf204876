using MySite.Signals;

namespace MySite.Admin.SignalMap;

/// <summary>Phases in the order of time; their names have grown in another.</summary>
internal static class PhaseOrder
{
    public static int Of(ConnectionPhase phase) => phase switch
    {
        ConnectionPhase.Inline => 0,
        ConnectionPhase.AfterCommit => 1,
        ConnectionPhase.AfterRollback => 2,
        ConnectionPhase.EveryNode => 3,
        _ => 4,
    };
}
