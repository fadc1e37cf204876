namespace MySite.Signals.Diagnostics;

/// <summary>Moments as timestamps: to ask for the time of day takes longer than to count.</summary>
internal sealed class MonitorClock(TimeProvider time)
{
    private readonly double _ticks = TimeSpan.TicksPerSecond / (double)time.TimestampFrequency;
    private readonly long _began = time.GetTimestamp();

    public DateTimeOffset Since { get; } = time.GetUtcNow();

    public long Now() => time.GetTimestamp();

    public DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public TimeSpan Between(long began, long ended) => new((long)((ended - began) * _ticks));

    public TimeSpan Elapsed(long moment) => Between(_began, moment);

    public DateTimeOffset TimeOf(long moment) => Since + Elapsed(moment);
}
