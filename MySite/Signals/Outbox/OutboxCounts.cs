namespace MySite.Signals.Outbox;

/// <summary>How full the outbox is. Immutable.</summary>
/// <param name="Waiting">Deliveries yet to be made, those under way included; no more than were to be counted.</param>
/// <param name="Dead">Deliveries that were given up; no more than were to be counted.</param>
/// <param name="OldestWaiting">When the oldest of those waiting was stored; <see langword="null"/> if none is.</param>
public sealed record OutboxCounts(int Waiting, int Dead, DateTimeOffset? OldestWaiting);
