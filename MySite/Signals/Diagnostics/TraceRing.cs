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
            // The oldest place is empty where one was removed.
            return [.. Enumerable.Range(1, kept).Select(back => _traces[(_count - back) % size]).OfType<SignalTrace>()];
        }
    }

    /// <summary>The later ones move up.</summary>
    public void Remove(SignalTrace trace)
    {
        lock (_gate)
        {
            var place = Enumerable.Range(1, (int)Math.Min(_count, size)).Select(back => _count - back)
                .FirstOrDefault(at => _traces[at % size] == trace, -1);
            if (place < 0)
                return;
            for (; place < _count - 1; place++)
                _traces[place % size] = _traces[(place + 1) % size];
            _traces[--_count % size] = null;
        }
    }
}
