namespace MySite.Signals.Diagnostics;

/// <summary>Counts calls of one receiver, or sends of one signal. Thread-safe.</summary>
/// <remarks>Moments are timestamps of the monitor's clock: to ask for the time of day takes longer than to count.</remarks>
internal sealed class Tally(SignalMonitor monitor)
{
    private readonly DurationHistogram _durations = new();
    private readonly RecentRate _rate = new();
    private readonly Lock _gate = new();
    private long _failures;
    private long _skips;
    private long _lastAt;
    private (string Error, long At)? _lastFailure;

    public void Skip(long at)
    {
        Interlocked.Increment(ref _skips);
        Volatile.Write(ref _lastAt, at);
    }

    public void Add(long began, long ended, Exception? error)
    {
        Volatile.Write(ref _lastAt, ended);
        _rate.Add(monitor.Elapsed(ended));
        _durations.Add(monitor.Between(began, ended));
        if (error is null)
            return;
        lock (_gate)
            (_failures, _lastFailure) = (_failures + 1, (error.GetType().Name, ended));
    }

    public SignalStatistics Of(Signal signal) => new(
        signal, _durations.Count, Volatile.Read(ref _skips), Rate, _durations.Percentile(0.5), _durations.Percentile(0.95),
        _durations.Percentile(0.99), Volatile.Read(ref _lastAt) is var at and not 0 ? monitor.TimeOf(at) : null);

    public ReceiverStatistics Of(SignalConnection connection)
    {
        lock (_gate)
            return new(
                connection, _durations.Count, _failures, Volatile.Read(ref _skips), Rate, _durations.Percentile(0.5),
                _durations.Percentile(0.95), _durations.Percentile(0.99), _lastFailure?.Error,
                _lastFailure is { At: var at } ? monitor.TimeOf(at) : null);
    }

    private double Rate => _rate.PerMinute(monitor.Elapsed(monitor.Now()));
}
