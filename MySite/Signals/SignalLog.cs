namespace MySite.Signals;

/// <summary>The library's own log lines. Payloads are never written: they may hold personal data.</summary>
internal static partial class SignalLog
{
    [LoggerMessage(LogLevel.Error, "Receiver {Receiver} of {Signal} failed")]
    public static partial void ReceiverFailed(ILogger logger, Exception error, string receiver, Signal signal);

    [LoggerMessage(LogLevel.Error, "The scope that a send made for its receivers did not end well")]
    public static partial void ScopeFailed(ILogger logger, Exception error);

    [LoggerMessage(LogLevel.Error, "Work that waited for the end of a transaction failed")]
    public static partial void CommittedWorkFailed(ILogger logger, Exception error);

    [LoggerMessage(LogLevel.Error, "A receiver of post_init for {Entity} failed after its query had given it up")]
    public static partial void PostInitFailed(ILogger logger, Exception error, string entity);
}
