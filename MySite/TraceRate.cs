using MySite.Signals.Diagnostics;
using OpenTelemetry.Trace;

namespace MySite;

/// <summary>
/// Takes so many traces a second and no more: a quiet site is seen whole, and a busy one pays next to nothing.
/// </summary>
internal sealed class TraceRate(TimeProvider clock) : Sampler
{
    public const int PerSecond = 10;

    private readonly NameRate _rate = new(PerSecond);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        new(_rate.TryPass("", clock.GetTimestamp() / clock.TimestampFrequency)
            ? SamplingDecision.RecordAndSample
            : SamplingDecision.Drop);
}
