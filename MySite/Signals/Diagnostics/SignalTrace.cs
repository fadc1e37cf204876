namespace MySite.Signals.Diagnostics;

/// <summary>The signals of one piece of work: a request, a job, a command.</summary>
/// <remarks>Thread-safe. It may still grow after it has ended, when work that it started goes on.</remarks>
public sealed class SignalTrace : SignalTraceNode
{
    private readonly SignalMonitor _monitor;
    private readonly long _began;
    private long _ended;
    private int _count;
    private int _failures;
    private volatile bool _isDiscarded;

    internal SignalTrace(SignalMonitor monitor, long number, string kind, string name, DateTimeOffset startedAt, long began) =>
        (_monitor, Number, Kind, Name, StartedAt, _began) = (monitor, number, kind, name, startedAt, began);

    /// <summary>Counts the traces of a monitor, from 1.</summary>
    public long Number { get; }

    /// <summary>What sort of work it is: <c>request</c>, <c>delivery</c>, <c>command</c>.</summary>
    public string Kind { get; }

    /// <summary>Which: <c>POST /accounts/signup/</c>.</summary>
    public string Name { get; set; }

    /// <summary>How it ended, in a word, if it says so: <c>302</c>.</summary>
    public string? Result { get; set; }

    /// <summary>Whether the work itself failed, if it says so; its events say for themselves.</summary>
    public bool HasFailed { get; set; }

    /// <summary>The delivery that it is an attempt of.</summary>
    public Guid? Delivery { get; internal init; }

    /// <summary>The number of that attempt, from 1.</summary>
    public int Attempt { get; internal init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>How long it took; <see langword="null"/> while it runs.</summary>
    public TimeSpan? Duration => Volatile.Read(ref _ended) is var ended and not 0 ? _monitor.Clock.Between(_began, ended) : null;

    /// <summary>How many events it holds, sends and calls of receivers.</summary>
    public int EventCount => Math.Min(Volatile.Read(ref _count), _monitor.Options.Events);

    /// <summary>How many of them failed.</summary>
    public int FailureCount => Volatile.Read(ref _failures);

    /// <summary>
    /// How many events are missing because there were more than <see cref="SignalMonitorOptions.Events"/>; what was within those
    /// is not counted.
    /// </summary>
    public int Dropped => Math.Max(0, Volatile.Read(ref _count) - _monitor.Options.Events);

    internal bool IsDiscarded => _isDiscarded;

    /// <summary>
    /// Leaves it out of what is kept and watched, and takes no more events: of a request that goes on for hours, say.
    /// </summary>
    public void Discard()
    {
        _isDiscarded = true;
        _monitor.Discard(this);
    }

    internal Lock Gate { get; } = new();

    internal SignalMonitor Monitor => _monitor;

    internal override SignalTrace Trace => this;

    internal TimeSpan At(long timestamp) => _monitor.Clock.Between(_began, timestamp);

    internal void End(long timestamp) => Volatile.Write(ref _ended, timestamp);

    internal void NoteFailure() => Interlocked.Increment(ref _failures);

    // Called inside the gate.
    internal bool Count() => !_isDiscarded && ++_count <= _monitor.Options.Events;
}
