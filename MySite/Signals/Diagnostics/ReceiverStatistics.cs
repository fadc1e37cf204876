namespace MySite.Signals.Diagnostics;

/// <summary>What one receiver did since the monitor began.</summary>
/// <param name="Connection">The receiver.</param>
/// <param name="Calls">How often it ran.</param>
/// <param name="Failures">How often it threw.</param>
/// <param name="Skips">How often a condition or a scope kept it from running.</param>
/// <param name="PerMinute">How often it ran in the last minute.</param>
/// <param name="Median">Half of its calls took no longer; <see langword="null"/> before the first.</param>
/// <param name="P95">95 of 100 calls took no longer.</param>
/// <param name="P99">99 of 100 calls took no longer.</param>
/// <param name="LastError">The type of the last error.</param>
/// <param name="LastFailedAt">When that was.</param>
/// <remarks>A call after a commit, or of a delivery, counts when it is made, not when it is put off.</remarks>
public sealed record ReceiverStatistics(
    SignalConnection Connection, long Calls, long Failures, long Skips, double PerMinute, TimeSpan? Median, TimeSpan? P95,
    TimeSpan? P99, string? LastError, DateTimeOffset? LastFailedAt);
