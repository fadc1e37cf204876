namespace MySite.Signals.Diagnostics;

/// <summary>Ends a trace, and lets the flow go on in what it was in before.</summary>
internal sealed class TraceScope(SignalMonitor monitor, SignalTrace trace, SignalTraceNode? outer) : IDisposable
{
    private int _ended;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            monitor.End(trace, outer);
    }
}
