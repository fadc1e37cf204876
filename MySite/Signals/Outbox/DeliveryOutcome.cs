namespace MySite.Signals.Outbox;

/// <summary>Decides what a failed attempt means for the delivery.</summary>
internal static class DeliveryOutcome
{
    public static DeliveryFailure Of(OutboxMessage message, Exception error, OutboxOptions options, DateTimeOffset now)
    {
        var isMiss = error is MissException;
        var attempts = message.Attempts + (isMiss ? 0 : 1);
        var misses = message.Misses + (isMiss ? 1 : 0);
        var isDead = isMiss ? misses >= options.MaxMisses : attempts >= options.MaxAttempts;
        return new(
            attempts,
            misses,
            isMiss ? error.Message : $"{error.GetType().Name}: {error.Message}",
            now + options.RetryAfter(isMiss ? misses : attempts, Random.Shared.NextDouble()),
            isDead ? now : null);
    }

    public static void Log(ILogger logger, OutboxMessage message, Exception error, DeliveryFailure failure)
    {
        if (failure.DeadAt is not null)
            OutboxLog.Died(logger, error, message.Signal, message.Receiver, failure.Attempts, message.Id);
        else if (error is MissException)
            OutboxLog.Missed(logger, error.Message, message.Signal, message.Receiver, message.Id);
        else
            OutboxLog.AttemptFailed(logger, error, message.Signal, message.Receiver, failure.Attempts, message.Id);
    }
}
