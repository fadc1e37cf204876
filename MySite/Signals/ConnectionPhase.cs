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
    /// transaction is open. Runs in a scope of its own after the commit has returned; its error is logged and never reaches
    /// whoever committed. CommitAsync waits for it, the synchronous Commit does not.
    /// </summary>
    AfterCommit,

    /// <summary>
    /// Stored in the sender's transaction and delivered in the background, with retries, until it succeeds: at least once.
    /// </summary>
    Durable,

    /// <summary>
    /// Once the transaction of the sender's scope was rolled back, disposed without a commit or aborted, or the save that sent
    /// the signal failed, and not at all if it commits or where no transaction is open. What was undone inside of a transaction
    /// that goes on (a rollback to a savepoint, a save that failed) is told when that has ended. Runs in a scope of its own; its
    /// error is logged. RollbackAsync and DisposeAsync wait for it, their synchronous forms do not.
    /// </summary>
    AfterRollback,

    /// <summary>
    /// Stored in the sender's transaction and run once in every server process: in the sender's own right after the commit,
    /// in the others at their next poll.
    /// </summary>
    EveryNode,
}
