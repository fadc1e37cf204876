using Microsoft.Extensions.Time.Testing;
using MySite.Signals;
using MySite.Signals.Diagnostics;

namespace MySite.Tests.Signals.Diagnostics;

public sealed class MonitorTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Each_receiver_is_counted_and_timed()
    {
        await using var test = Watched();
        test.OnPing().WithKey("slow").Call(_ => _clock.Advance(TimeSpan.FromMilliseconds(40)));
        test.OnPing().WithKey("bad").Call(test.Fail("bad"));

        for (var i = 0; i < 3; i++)
            await test.SendRobustAsync();

        var (slow, bad) = (Statistics(test, "slow"), Statistics(test, "bad"));
        Assert.Equal((3, 0), (slow.Calls, slow.Failures));
        Assert.InRange(slow.P95!.Value, TimeSpan.FromMilliseconds(37), TimeSpan.FromMilliseconds(43));
        Assert.Equal((3, 3, nameof(InvalidOperationException)), (bad.Calls, bad.Failures, bad.LastError));
        Assert.Equal(_clock.GetUtcNow(), bad.LastFailedAt);
    }

    [Fact]
    public async Task Percentiles_tell_the_usual_from_the_slow()
    {
        await using var test = Watched();
        var duration = TimeSpan.Zero;
        test.OnPing().WithKey("p").Call(_ => _clock.Advance(duration));

        for (var i = 1; i <= 100; i++)
        {
            duration = TimeSpan.FromMilliseconds(i <= 90 ? 1 : i <= 96 ? 10 : 500);
            await test.SendAsync();
        }

        var seen = Statistics(test, "p");
        Assert.InRange(seen.Median!.Value.TotalMilliseconds, 0.93, 1.07);
        Assert.InRange(seen.P95!.Value.TotalMilliseconds, 9.3, 10.7);
        Assert.InRange(seen.P99!.Value.TotalMilliseconds, 465, 535);
    }

    [Fact]
    public async Task The_rate_is_that_of_the_last_minute()
    {
        await using var test = Watched();
        test.OnPing().WithKey("r").Call(_ => { });
        for (var i = 0; i < 60; i++)
            await test.SendAsync();
        Assert.Equal(60, Statistics(test, "r").PerMinute);

        _clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(30, Statistics(test, "r").PerMinute);

        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(0, Statistics(test, "r").PerMinute);
    }

    [Fact]
    public void One_that_comes_late_at_the_turn_of_a_minute_takes_nothing_away()
    {
        var rate = new RecentRate();
        for (var i = 0; i < 60; i++)
            rate.Add(TimeSpan.FromSeconds(59));

        rate.Add(TimeSpan.FromSeconds(60));
        rate.Add(TimeSpan.FromSeconds(59));
        rate.Add(TimeSpan.FromSeconds(60));

        Assert.Equal(63, rate.PerMinute(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task A_signal_that_nobody_hears_is_counted_apart()
    {
        await using var test = Watched();
        var heard = new Signal<Ping>("heard");
        test.Hub.On(heard).Call(_ => { });

        await test.SendAsync();
        await test.SendRobustAsync();
        await test.SendAsync(heard);

        var statistics = test.Monitor().Signals.ToDictionary(each => each.Signal.Name);
        Assert.Equal((0, 2, 2), (statistics["ping"].Sent, statistics["ping"].Unheard, statistics["ping"].PerMinute));
        Assert.Equal((1, 0), (statistics["heard"].Sent, statistics["heard"].Unheard));
    }

    [Fact]
    public async Task Many_threads_are_counted_exactly()
    {
        await using var test = Watched();
        test.OnPing().WithKey("k").Call(_ => { });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 1000; i++)
                await test.SendAsync();
        })));

        Assert.Equal(4000, Statistics(test, "k").Calls);
        Assert.Equal(4000, Assert.Single(test.Monitor().Signals).Sent);
    }

    private static ReceiverStatistics Statistics(TestHub test, string key) =>
        test.Monitor().Of(test.Hub.Connections.Single(connection => connection.Key == key));

    private TestHub Watched() => WatchedHub.Create(_clock);
}
