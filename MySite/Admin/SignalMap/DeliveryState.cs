using MySite.Shared;
using MySite.Signals.Outbox;

namespace MySite.Admin.SignalMap;

/// <summary>How a stored delivery is now.</summary>
internal sealed record DeliveryState(string Text, bool IsBad = false)
{
    /// <param name="row">The delivery as it is stored; <see langword="null"/> if it is not.</param>
    /// <param name="now">The current time.</param>
    public static DeliveryState Of(OutboxMessage? row, DateTimeOffset now) => row switch
    {
        null => new("no longer stored: rolled back, discarded or tidied up"),
        { DoneAt: { } done } => new($"done after {DurationText.Of(done - row.CreatedAt)}"),
        { DeadAt: not null } => new($"dead after {Count.Of(row.Attempts + row.Misses, "attempt")}", IsBad: true),
        { LeasedUntil: { } until } when until > now => new("running"),
        { Attempts: > 0 } => new($"waiting for a retry after {Count.Of(row.Attempts, "attempt")}", IsBad: true),
        _ => new("pending"),
    };
}
