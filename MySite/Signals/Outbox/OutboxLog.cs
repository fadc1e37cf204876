namespace MySite.Signals.Outbox;

/// <summary>Log lines of the outbox. Payloads are never written: they may hold personal data.</summary>
internal static partial class OutboxLog
{
    [LoggerMessage(LogLevel.Warning, "Delivery {Delivery} of {Signal} to {Receiver} failed in attempt {Attempt}")]
    public static partial void AttemptFailed(
        ILogger logger, Exception error, string signal, string receiver, int attempt, Guid delivery);

    [LoggerMessage(LogLevel.Warning, "Delivery {Delivery} of {Signal} to {Receiver} is not understood by this server: {Reason}")]
    public static partial void Missed(ILogger logger, string reason, string signal, string receiver, Guid delivery);

    [LoggerMessage(LogLevel.Error, "Delivery {Delivery} of {Signal} to {Receiver} is dead after attempt {Attempt}; see outbox")]
    public static partial void Died(
        ILogger logger, Exception error, string signal, string receiver, int attempt, Guid delivery);

    [LoggerMessage(LogLevel.Warning, "Delivery {Delivery} of {Signal} to {Receiver} outlived its lease")]
    public static partial void LeaseLost(ILogger logger, string signal, string receiver, Guid delivery);

    [LoggerMessage(LogLevel.Warning, "Delivery {Delivery} of {Signal} to {Receiver} ended long after it was cancelled")]
    public static partial void EndedTooLate(ILogger logger, string signal, string receiver, Guid delivery);

    [LoggerMessage(LogLevel.Error, "The outbox cannot reach its table; next try in {Wait}")]
    public static partial void StoreFailed(ILogger logger, Exception error, TimeSpan wait);

    [LoggerMessage(LogLevel.Warning, "Broadcast {Broadcast} of {Signal} to {Receiver} failed in attempt {Attempt}")]
    public static partial void BroadcastFailed(
        ILogger logger, Exception error, string signal, string receiver, int attempt, Guid broadcast);

    [LoggerMessage(LogLevel.Error, "Broadcast {Broadcast} of {Signal} to {Receiver} is given up in this process")]
    public static partial void BroadcastGivenUp(
        ILogger logger, Exception error, string signal, string receiver, Guid broadcast);

    [LoggerMessage(LogLevel.Error, "Broadcasts of {Time} may have been missed: their table could not be read for so long")]
    public static partial void BroadcastsMissed(ILogger logger, TimeSpan time);
}
