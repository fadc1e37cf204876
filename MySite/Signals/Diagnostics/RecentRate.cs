namespace MySite.Signals.Diagnostics;

/// <summary>How often something happened in the last minute, from two counters.</summary>
internal sealed class RecentRate
{
    private readonly Lock _gate = new();
    private long _minute;
    private long _current;
    private long _previous;

    /// <param name="elapsed">The time since the first of these minutes began.</param>
    public void Add(TimeSpan elapsed)
    {
        Turn(MinuteOf(elapsed));
        // One that comes late, from before the turn, counts for the new minute.
        Interlocked.Increment(ref _current);
    }

    /// <summary>The previous minute counts as far as it lies within the last sixty seconds.</summary>
    public double PerMinute(TimeSpan elapsed)
    {
        Turn(MinuteOf(elapsed));
        return Volatile.Read(ref _current) + (Volatile.Read(ref _previous) * (60 - elapsed.Seconds) / 60.0);
    }

    private static long MinuteOf(TimeSpan elapsed) => elapsed.Ticks / TimeSpan.TicksPerMinute;

    private void Turn(long minute)
    {
        if (Volatile.Read(ref _minute) >= minute)
            return;
        lock (_gate)
        {
            if (_minute >= minute)
                return;
            _previous = _minute == minute - 1 ? Interlocked.Exchange(ref _current, 0) : 0;
            Interlocked.Exchange(ref _current, 0);
            Volatile.Write(ref _minute, minute);
        }
    }
}
