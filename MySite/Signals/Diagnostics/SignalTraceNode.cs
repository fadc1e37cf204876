namespace MySite.Signals.Diagnostics;

/// <summary>What signals were sent in something: a traced piece of work, or a receiver that sent in turn.</summary>
/// <remarks>Thread-safe; what is read may be out of date the moment after.</remarks>
public abstract class SignalTraceNode
{
    // A chain rather than a list: most have one event or none.
    private SignalEvent? _first;
    private SignalEvent? _last;

    private protected SignalTraceNode()
    {
    }

    /// <summary>
    /// What happened in it, in the order in which it was sent; a receiver that was put off stands where it was put off.
    /// </summary>
    public IReadOnlyList<SignalEvent> Events
    {
        get
        {
            if (Volatile.Read(ref _first) is null)
                return [];
            var events = new List<SignalEvent>();
            lock (Trace.Gate)
                for (var one = _first; one is not null; one = one.Next)
                    events.Add(one);
            return events;
        }
    }

    internal abstract SignalTrace Trace { get; }

    /// <returns><see langword="null"/> if the trace is full.</returns>
    internal SignalEvent? Add(SignalEvent added)
    {
        lock (Trace.Gate)
        {
            if (!Trace.Count())
                return null;
            if (_last is null)
                _first = added;
            else
                _last.Next = added;
            return _last = added;
        }
    }
}
