namespace MySite.Signals.Diagnostics;

/// <summary>What signals were sent in something: a traced piece of work, or a receiver that sent in turn.</summary>
/// <remarks>Thread-safe; what is read may be out of date the moment after.</remarks>
public abstract class SignalTraceNode
{
    private List<SignalEvent>? _events;

    private protected SignalTraceNode()
    {
    }

    /// <summary>What happened in it, in the order in which it began.</summary>
    public IReadOnlyList<SignalEvent> Events
    {
        get
        {
            lock (Trace.Gate)
                return _events is null ? [] : [.. _events];
        }
    }

    internal abstract SignalTrace Trace { get; }

    internal SignalEvent? Add(SignalEvent added)
    {
        lock (Trace.Gate)
        {
            if (!Trace.Count())
                return null;
            (_events ??= []).Add(added);
            return added;
        }
    }
}
