namespace MySite.Signals;

/// <summary>When the receiver of a connection runs.</summary>
public enum ConnectionPhase
{
    /// <summary>
    /// During the send, in the sender's scope and transaction. With <c>SendAsync</c> its error reaches the sender.
    /// </summary>
    Inline,

    /// <summary>
    /// Once the transaction of the sender's scope has committed, and not at all if it rolls back; at once where no
    /// transaction is open. Runs in a scope of its own, so it takes a DbContext from there: the one that committed is still
    /// busy. Its error is logged. CommitAsync waits for it, the synchronous Commit does not.
    /// </summary>
    AfterCommit,

    /// <summary>
    /// Stored in the sender's transaction and delivered in the background, with retries, until it succeeds: at least once.
    /// </summary>
    Durable,

    /// <summary>
    /// Stored in the sender's transaction and run once in every server process: in the sender's own right after the commit,
    /// in the others at their next poll.
    /// </summary>
    EveryNode,
}
