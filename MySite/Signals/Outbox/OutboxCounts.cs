namespace MySite.Signals.Outbox;

/// <summary>How full the outbox is.</summary>
/// <param name="Waiting">Deliveries yet to be made, those under way included.</param>
/// <param name="Dead">Deliveries that were given up.</param>
/// <param name="Done">Deliveries that were made and not purged yet.</param>
/// <param name="OldestWaiting">When the oldest of those waiting was stored; <see langword="null"/> if none is.</param>
public sealed record OutboxCounts(int Waiting, int Dead, int Done, DateTimeOffset? OldestWaiting);
