namespace MySite.Signals.EntityFramework;

/// <summary>The end of a transaction that a piece of work waits for.</summary>
internal enum Ending
{
    Commit,
    Rollback,

    /// <summary>What it waited for is rolled back already, to a savepoint; only the transaction has yet to end.</summary>
    Either,
}
