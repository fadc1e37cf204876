namespace MySite.Signals.EntityFramework;

internal static partial class TransactionLog
{
    [LoggerMessage(
        LogLevel.Warning,
        "{Count} works of {Context} that waited for the end of a transaction are dropped: it was brought along with " +
        "UseTransaction, and nobody said how it ended. Commit it through the context, or call " +
        "Database.CommittedElsewhereAsync() or Database.RolledBackElsewhereAsync()")]
    public static partial void WorkLost(ILogger logger, int count, string context);

    [LoggerMessage(
        LogLevel.Warning,
        "Whether the ambient transaction of {Context} was committed is in doubt: {Count} works that waited for it are dropped")]
    public static partial void InDoubt(ILogger logger, int count, string context);
}
