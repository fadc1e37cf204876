namespace MySite.Signals.Diagnostics;

/// <summary>Counts calls of one receiver, or sends of one signal. Thread-safe.</summary>
internal sealed class Tally
{
    private readonly DurationHistogram _durations = new();
    private readonly RecentRate _rate = new();
    private long _calls;
    private long _failures;
    private long _skips;
    private long _lastAt;
    private (string Error, DateTimeOffset At)? _lastFailure;

    public long Calls => Volatile.Read(ref _calls);

    public long Skips => Volatile.Read(ref _skips);

    public DateTimeOffset? LastAt => Volatile.Read(ref _lastAt) is var ticks and not 0 ? new(ticks, TimeSpan.Zero) : null;

    public void Skip(DateTimeOffset now)
    {
        Interlocked.Increment(ref _skips);
        Volatile.Write(ref _lastAt, now.UtcTicks);
    }

    public void Add(DateTimeOffset now, TimeSpan duration, Exception? error)
    {
        Interlocked.Increment(ref _calls);
        Volatile.Write(ref _lastAt, now.UtcTicks);
        _rate.Add(now);
        _durations.Add(duration);
        if (error is null)
            return;
        Interlocked.Increment(ref _failures);
        lock (_durations)
            _lastFailure = (error.GetType().Name, now);
    }

    public SignalStatistics Of(Signal signal, DateTimeOffset now) => new(
        signal, Calls, Skips, _rate.PerMinute(now), _durations.Percentile(0.5), _durations.Percentile(0.95),
        _durations.Percentile(0.99), LastAt);

    public ReceiverStatistics Of(SignalConnection connection, DateTimeOffset now)
    {
        lock (_durations)
            return new(
                connection, Calls, Volatile.Read(ref _failures), Skips, _rate.PerMinute(now), _durations.Percentile(0.5),
                _durations.Percentile(0.95), _durations.Percentile(0.99), _lastFailure?.Error, _lastFailure?.At);
    }
}
