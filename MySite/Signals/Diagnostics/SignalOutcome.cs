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

    /// <summary>It was stopped: the token that it was given was cancelled.</summary>
    Cancelled,

    /// <summary>
    /// A condition, a scope that mutes it, another send that took the only call, or a transaction that ended the other way
    /// kept the receiver from running.
    /// </summary>
    Skipped,

    /// <summary>The receiver waits for the end of a transaction.</summary>
    Waiting,

    /// <summary>A delivery was stored, to be made in the background.</summary>
    Stored,

    /// <summary>Nobody is connected.</summary>
    Unheard,
}
