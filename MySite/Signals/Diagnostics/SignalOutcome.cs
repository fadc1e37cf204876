namespace MySite.Signals.Diagnostics;

/// <summary>What became of a send, or of one receiver in it.</summary>
public enum SignalOutcome
{
    /// <summary>It has not ended.</summary>
    Running,

    /// <summary>It went well.</summary>
    Done,

    /// <summary>It threw.</summary>
    Failed,

    /// <summary>
    /// A condition, a scope that mutes it, or another send that took the only call kept the receiver from running.
    /// </summary>
    Skipped,

    /// <summary>
    /// The receiver waits for the end of a transaction. If that is how its trace ends, the transaction ended the other way.
    /// </summary>
    Waiting,

    /// <summary>A delivery was stored, to be made in the background.</summary>
    Stored,

    /// <summary>Nobody is connected.</summary>
    Unheard,
}
