using Microsoft.Extensions.Time.Testing;
using OpenTelemetry.Trace;

namespace MySite.Tests;

public sealed class TraceRateTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void So_many_traces_are_taken_each_second_and_no_more()
    {
        var rate = new TraceRate(_clock);

        Assert.Equal(TraceRate.PerSecond, Taken(rate, of: 10_000));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(7, Taken(rate, of: 7));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(TraceRate.PerSecond, Taken(rate, of: 11));
    }

    [Fact]
    public async Task Side_by_side_no_more_are_taken()
    {
        var rate = new TraceRate(_clock);

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Taken(rate, of: 1000))));

        Assert.Equal(TraceRate.PerSecond, taken.Sum());
    }

    private static int Taken(TraceRate rate, int of) => Enumerable.Range(0, of).Count(_ =>
        rate.ShouldSample(default).Decision == SamplingDecision.RecordAndSample);
}
