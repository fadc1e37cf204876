namespace MySite.Signals.Diagnostics;

/// <summary>What one signal did since the monitor began.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Sent">How often it was sent with somebody connected.</param>
/// <param name="Unheard">How often it was sent with nobody connected.</param>
/// <param name="PerMinute">How often in the last minute.</param>
/// <param name="Median">Half of the sends took no longer; <see langword="null"/> before the first.</param>
/// <param name="P95">95 of 100 sends took no longer.</param>
/// <param name="P99">99 of 100 sends took no longer.</param>
/// <param name="LastSentAt">When it was sent last.</param>
/// <remarks>Percentiles are right within a sixteenth.</remarks>
public sealed record SignalStatistics(
    Signal Signal, long Sent, long Unheard, double PerMinute, TimeSpan? Median, TimeSpan? P95, TimeSpan? P99,
    DateTimeOffset? LastSentAt);
