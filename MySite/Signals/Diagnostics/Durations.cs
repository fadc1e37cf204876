namespace MySite.Signals.Diagnostics;

/// <summary>How many there were, and how long they took.</summary>
internal readonly record struct Durations(long Count, TimeSpan? Median, TimeSpan? P95, TimeSpan? P99);
