using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MySite.Signals.Diagnostics;

namespace MySite.Tests.Signals.Diagnostics;

/// <summary>What comes by the thousands leaves room for what comes seldom.</summary>
public sealed class TracesPerSecondTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void So_many_of_the_same_name_are_traced_in_a_second_and_the_rest_is_counted()
    {
        var monitor = Monitor(perSecond: 3);

        Assert.Equal((3, 7), (Traced(monitor, "GET /polls/", of: 10), monitor.TracesLeftOut));
        Assert.Equal(1, Traced(monitor, "POST /accounts/signup/", of: 1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, Traced(monitor, "GET /polls/", of: 2));
        _clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal((3, 8), (Traced(monitor, "GET /polls/", of: 4), monitor.TracesLeftOut));
        Assert.Equal(9, monitor.Traces.Count);
    }

    [Fact]
    public void Names_that_differ_in_a_number_are_one_and_others_are_not()
    {
        var monitor = Monitor(perSecond: 3);

        var polls = Enumerable.Range(1, 10).Sum(poll => Traced(monitor, $"/polls/{poll}/", of: 1));
        var results = Enumerable.Range(1, 10).Sum(poll => Traced(monitor, $"/polls/{poll}/results/", of: 1));
        var words = Traced(monitor, "/polls/seven/", of: 1) + Traced(monitor, "/polls/eight/", of: 1);

        Assert.Equal((3, 3, 2), (polls, results, words));
    }

    [Fact]
    public async Task Side_by_side_neither_more_nor_fewer_are_traced()
    {
        var monitor = Monitor(perSecond: 50);

        var traced = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => Traced(monitor, "GET /polls/", of: 1000))));

        Assert.Equal((50, 3950), (traced.Sum(), monitor.TracesLeftOut));
    }

    [Fact]
    public void Without_a_limit_all_are_traced() => Assert.Equal(1000, Traced(Monitor(perSecond: 0), "GET /polls/", of: 1000));

    [Fact]
    public void The_largest_limit_that_can_be_set_holds() =>
        Assert.Equal(1_000_000, Traced(Monitor(perSecond: 1_000_000), "GET /polls/", of: 1_100_000));

    private SignalMonitor Monitor(int perSecond) =>
        new(Options.Create(new SignalMonitorOptions { PerSecond = perSecond }), _clock);

    private static int Traced(SignalMonitor monitor, string name, int of) => Enumerable.Range(0, of).Count(_ =>
    {
        using var ends = monitor.Begin("request", name, out var trace);
        return trace is not null;
    });
}
