namespace MySite.Signals.Outbox;

/// <summary>Says when rows have to be looked through again for old ones. Not for concurrent use.</summary>
internal sealed class PurgeSchedule
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private DateTimeOffset _next;

    public bool IsDue(DateTimeOffset now)
    {
        if (now < _next)
            return false;
        _next = now + Interval;
        return true;
    }
}
