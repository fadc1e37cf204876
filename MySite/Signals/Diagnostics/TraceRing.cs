namespace MySite.Signals.Diagnostics;

/// <summary>The last so many traces. Thread-safe.</summary>
internal sealed class TraceRing(int size)
{
    private readonly SignalTrace?[] _traces = new SignalTrace?[size];
    private readonly Lock _gate = new();
    private long _count;

    public void Add(SignalTrace trace)
    {
        lock (_gate)
            _traces[_count++ % size] = trace;
    }

    public IReadOnlyList<SignalTrace> Newest()
    {
        lock (_gate)
        {
            var kept = (int)Math.Min(_count, size);
            return [.. Enumerable.Range(1, kept).Select(back => _traces[(_count - back) % size]!)];
        }
    }
}
