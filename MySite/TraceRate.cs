using MySite.Signals.Diagnostics;
using OpenTelemetry.Trace;

namespace MySite;

/// <summary>
/// Takes so many traces a second and no more: a quiet site is seen whole, and a busy one pays next to nothing.
/// </summary>
internal sealed class TraceRate(TimeProvider clock) : Sampler
{
    public const int PerSecond = 10;

    private long _passed;

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        new(NameRate.TryPass(ref _passed, PerSecond, clock.GetTimestamp() / clock.TimestampFrequency)
            ? SamplingDecision.RecordAndSample
            : SamplingDecision.Drop);
}
