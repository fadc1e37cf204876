using OpenTelemetry.Trace;

namespace MySite;

/// <summary>
/// Takes so many traces a second and no more: a quiet site is seen whole, and a busy one pays next to nothing.
/// </summary>
internal sealed class TraceRate(TimeProvider clock) : Sampler
{
    public const int PerSecond = 10;

    private readonly Lock _gate = new();
    private long _second;
    private int _taken;

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        var second = clock.GetTimestamp() / clock.TimestampFrequency;
        lock (_gate)
        {
            if (second > _second)
                (_second, _taken) = (second, 0);
            return new(++_taken <= PerSecond ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);
        }
    }
}
