namespace MySite.Signals.Outbox;

/// <summary>What a row says after an attempt that failed.</summary>
/// <param name="Attempts">How many attempts have failed by now.</param>
/// <param name="Misses">How often a server has not understood the delivery by now.</param>
/// <param name="Error">What went wrong; a store may cut it off.</param>
/// <param name="DueAt">When to try again.</param>
/// <param name="DeadAt">Set when it is given up: nobody tries again unless a person says so.</param>
public sealed record DeliveryFailure(int Attempts, int Misses, string Error, DateTimeOffset DueAt, DateTimeOffset? DeadAt);
