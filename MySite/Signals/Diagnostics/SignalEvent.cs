namespace MySite.Signals.Diagnostics;

/// <summary>A send, or the call of one of its receivers.</summary>
/// <remarks>Thread-safe; what is read may be out of date the moment after.</remarks>
public sealed class SignalEvent : SignalTraceNode
{
    private readonly SignalTrace _trace;
    private readonly PayloadFacts? _facts;
    private readonly object?[] _values;
    private long _began;
    private long _ended;
    private volatile bool _isRolledBack;
    private volatile object? _delivery;

    internal SignalEvent(
        SignalTrace trace, Signal signal, SignalConnection? connection, object? sender, PayloadFacts? facts, object?[] values,
        long began) =>
        (_trace, Signal, Connection, Sender, _facts, _values, _began) =
            (trace, signal, connection, sender as Type, facts, values, began);

    /// <summary>What was sent.</summary>
    public Signal Signal { get; }

    /// <summary>The receiver; <see langword="null"/> of the send itself.</summary>
    public SignalConnection? Connection { get; }

    /// <summary>Who sent, if it is a type.</summary>
    public Type? Sender { get; }

    /// <summary>When it began, from the start of its trace.</summary>
    public TimeSpan At => _trace.At(Volatile.Read(ref _began));

    /// <summary>How long it took; <see langword="null"/> until it has run.</summary>
    public TimeSpan? Duration =>
        Volatile.Read(ref _ended) is var ended and not 0 ? _trace.Monitor.Clock.Between(Volatile.Read(ref _began), ended) : null;

    /// <summary>What became of it.</summary>
    public SignalOutcome Outcome { get; private set; }

    /// <summary>Why it failed or was skipped, without what a user may have typed.</summary>
    public string? Reason { get; private set; }

    /// <summary>The delivery that was stored.</summary>
    public Guid? Delivery => (Guid?)_delivery;

    /// <summary>
    /// Whether the transaction that it was part of was rolled back: a change was not kept, a delivery is not stored any more,
    /// a receiver that waits for the commit will not run.
    /// </summary>
    /// <remarks>Known of model signals, and of receivers that are put off or stored.</remarks>
    public bool IsRolledBack => _isRolledBack;

    /// <summary>What the payload says: keys, numbers, dates and the names of changed properties; never a text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Facts => _facts?.Describe(_values) ?? [];

    internal override SignalTrace Trace => _trace;

    /// <summary>The next one in the same node; inside the gate of the trace.</summary>
    internal SignalEvent? Next { get; set; }

    internal SignalEvent? AddCall(SignalConnection connection, long now) =>
        Add(new SignalEvent(_trace, connection.Signal, connection, Sender, null, [], now));

    internal void Begin(long timestamp)
    {
        Volatile.Write(ref _began, timestamp);
        Outcome = SignalOutcome.Running;
    }

    internal void End(long timestamp, Exception? error, bool isCancelled = false)
    {
        Reason = error?.GetType().Name;
        Outcome = error is null ? SignalOutcome.Done : isCancelled ? SignalOutcome.Cancelled : SignalOutcome.Failed;
        if (Outcome == SignalOutcome.Failed)
            _trace.NoteFailure();
        Volatile.Write(ref _ended, timestamp);
    }

    internal void Settle(SignalOutcome outcome, string? reason = null) => (Reason, Outcome) = (reason, outcome);

    /// <summary>The receiver has not run, but will: after the transaction, or as a delivery.</summary>
    internal void Put(ConnectionPhase phase)
    {
        if (Outcome == SignalOutcome.Running)
            Outcome = phase is ConnectionPhase.Durable or ConnectionPhase.EveryNode
                ? SignalOutcome.Stored
                : SignalOutcome.Waiting;
    }

    internal void Store(Guid delivery) => (_delivery, Outcome) = (delivery, SignalOutcome.Stored);

    /// <summary>Lets it know how <paramref name="transaction"/> ends.</summary>
    internal void DependOn(ISignalTransaction transaction)
    {
        if (transaction.IsOpen)
            transaction.OnRollback(_ =>
            {
                _isRolledBack = true;
                return default;
            });
    }
}
