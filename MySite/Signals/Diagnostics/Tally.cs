namespace MySite.Signals.Diagnostics;

/// <summary>Counts calls of one receiver, or sends of one signal. Thread-safe.</summary>
internal sealed class Tally(MonitorClock clock)
{
    private readonly DurationHistogram _durations = new();
    private readonly RecentRate _rate = new();
    private readonly Lock _gate = new();
    private long _failures;
    private long _skips;
    private long _lastAt;
    private (string Error, long At)? _lastFailure;

    private double Rate => _rate.PerMinute(clock.Elapsed(clock.Now()));

    private DateTimeOffset? LastAt => Volatile.Read(ref _lastAt) is var at and not 0 ? clock.TimeOf(at) : null;

    /// <summary>A receiver was left out.</summary>
    public void Skip(long at)
    {
        Interlocked.Increment(ref _skips);
        Volatile.Write(ref _lastAt, at);
    }

    /// <summary>A signal was sent to nobody.</summary>
    public void Miss(long at)
    {
        Skip(at);
        _rate.Add(clock.Elapsed(at));
    }

    public void Add(long began, long ended, Exception? error)
    {
        Volatile.Write(ref _lastAt, ended);
        _rate.Add(clock.Elapsed(ended));
        _durations.Add(clock.Between(began, ended));
        if (error is null)
            return;
        lock (_gate)
            (_failures, _lastFailure) = (_failures + 1, (error.GetType().Name, ended));
    }

    public SignalStatistics Of(Signal signal)
    {
        var times = _durations.Read();
        return new(signal, times.Count, Volatile.Read(ref _skips), Rate, times.Median, times.P95, times.P99, LastAt);
    }

    public ReceiverStatistics Of(SignalConnection connection)
    {
        var times = _durations.Read();
        lock (_gate)
            return new(
                connection, times.Count, _failures, Volatile.Read(ref _skips), Rate, times.Median, times.P95, times.P99,
                _lastFailure?.Error, _lastFailure is { At: var at } ? clock.TimeOf(at) : null);
    }
}
