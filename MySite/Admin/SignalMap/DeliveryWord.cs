using MySite.Shared;
using MySite.Signals.Outbox;

namespace MySite.Admin.SignalMap;

/// <summary>How a stored delivery is now, in the words of a trace.</summary>
internal sealed record DeliveryWord(string Text, bool IsBad = false)
{
    /// <param name="row">The delivery as it is stored; <see langword="null"/> if it is not.</param>
    /// <param name="now">The current time.</param>
    public static DeliveryWord Of(DeliveryRow? row, DateTimeOffset now) => row?.StateAt(now) switch
    {
        null => new("no longer stored: rolled back, discarded or tidied up"),
        DeliveryState.Done => new($"done after {DurationText.Of(row.DoneAt!.Value - row.CreatedAt)}"),
        DeliveryState.Dead => new($"dead after {Tries(row)}", IsBad: true),
        DeliveryState.Running => new("running"),
        DeliveryState.Retry => new($"waiting for a retry after {Tries(row)}", IsBad: true),
        _ => new("pending"),
    };

    private static string Tries(DeliveryRow row) => row switch
    {
        { Misses: 0 } => Count.Of(row.Attempts, "attempt"),
        { Attempts: 0 } => Count.Of(row.Misses, "miss", "misses"),
        _ => $"{Count.Of(row.Attempts, "attempt")} and {Count.Of(row.Misses, "miss", "misses")}",
    };
}
