namespace MySite.Signals.Outbox;

/// <summary>Log lines of the outbox. Payloads are never written: they may hold personal data.</summary>
internal static partial class OutboxLog
{
    [LoggerMessage(LogLevel.Warning, "Delivery {Delivery} of {Signal} to {Receiver} failed in attempt {Attempt}")]
    public static partial void AttemptFailed(
        ILogger logger, Exception error, string signal, string receiver, int attempt, Guid delivery);

    [LoggerMessage(LogLevel.Warning, "Delivery {Delivery} of {Signal} to {Receiver} outlived its lease")]
    public static partial void LeaseLost(ILogger logger, string signal, string receiver, Guid delivery);

    [LoggerMessage(LogLevel.Error, "The outbox cannot reach its table; next try in {Wait}")]
    public static partial void StoreFailed(ILogger logger, Exception error, TimeSpan wait);
}
