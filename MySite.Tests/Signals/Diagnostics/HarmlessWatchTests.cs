using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MySite.Signals;

namespace MySite.Tests.Signals.Diagnostics;

/// <summary>A send does the same whether somebody watches or not.</summary>
public sealed class HarmlessWatchTests
{
    private static readonly AsyncLocal<string?> Left = new();

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_payload_that_cannot_be_read_is_sent_all_the_same()
    {
        await using var test = WatchedHub.Create(_clock);
        var signal = new Signal<Awkward?>("awkward");
        var heard = 0;
        test.Hub.On(signal).Call(_ => heard++);

        var trace = await test.Monitor().TraceAsync(async () =>
        {
            await test.Hub.SendAsync(signal, new Awkward(new Reference(3), new EventId(4, "four")));
            await test.Hub.SendRobustAsync(signal, null);
        });

        Assert.Equal(2, heard);
        Assert.Equal(
            [new("Reference", "3"), new("Event", "4"), new("CustomerId", "c7")], trace.Events[0].Facts);
        Assert.Empty(trace.Events[1].Facts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_receiver_leaves_in_the_flow_is_there_for_the_sender(bool enabled)
    {
        await using var test = WatchedHub.Create(_clock, options => options.Enabled = enabled);
        test.OnPing().WithKey("leaver").Call(_ => Left.Value = "left");
        test.OnPing().WithKey("next").Call(_ => test.Calls.Add(Left.Value ?? "nothing"));
        var inner = new Signal<Ping>("inner");

        using (test.Monitor().Begin("request", "GET /", out var trace))
        {
            var send = test.SendAsync();
            Assert.Equal("left", Left.Value);
            await send;
            await test.SendAsync(inner);
            Assert.Equal(
                enabled ? "ping Done (leaver Done, next Done), inner Unheard" : null, trace?.Tell());
        }

        Assert.Equal(["left"], test.Calls);
    }

    [Fact]
    public async Task Where_a_trace_is_full_nothing_is_noted_at_what_is_around()
    {
        await using var test = WatchedHub.Create(_clock, options => options.Events = 2);
        var inner = new Signal<Ping>("inner");
        test.OnPing().WithKey("outer").Call(async (_, _) =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await test.SendAsync(inner);
        });
        test.Hub.On(inner).WithKey("later").AfterCommit(test.FailLater("later"));

        var trace = await test.Monitor().TraceAsync(async () => await test.SendAsync());

        Assert.Equal(["later"], test.Calls);
        Assert.Equal("ping Done (outer Done)", trace.Tell());
        Assert.Equal(TimeSpan.FromSeconds(1), trace.Events[0].Events[0].Duration);
        Assert.Equal((2, 1, 0), (trace.EventCount, trace.Dropped, trace.FailureCount));
    }

    [Fact]
    public async Task Two_hubs_in_one_flow_keep_apart_what_they_see()
    {
        await using var first = WatchedHub.Create(_clock);
        await using var second = WatchedHub.Create(_clock);
        first.OnPing().WithKey("first").Call(async (_, _) => await second.SendAsync());
        second.OnPing().WithKey("second").AfterCommit(second.FailLater("second"));

        var trace = await first.Monitor().TraceAsync(async () => await first.SendAsync());

        Assert.Equal(["second"], second.Calls);
        Assert.Equal("ping Done (first Done)", trace.Tell());
        Assert.Equal(1, second.Monitor().Of(Assert.Single(second.Hub.Connections)).Failures);
    }

    [Fact]
    public async Task A_receiver_that_was_cancelled_has_not_failed()
    {
        await using var test = WatchedHub.Create(_clock);
        using var leaves = new CancellationTokenSource();
        test.OnPing().WithKey("slow").Call(async (_, token) =>
        {
            await leaves.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, _clock, token);
        });

        var trace = await test.Monitor().TraceAsync(async () =>
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
                await test.Hub.SendAsync(TestHub.Ping, new Ping(), cancellationToken: leaves.Token)));

        Assert.Equal(
            "ping Cancelled [TaskCanceledException] (slow Cancelled [TaskCanceledException])", trace.Tell());
        Assert.Equal(0, trace.FailureCount);
        var seen = test.Monitor().Of(Assert.Single(test.Hub.Connections));
        Assert.Equal((1, 0, null), (seen.Calls, seen.Failures, seen.LastError));
    }

    [Fact]
    public async Task Another_send_that_took_the_only_call_is_the_reason_for_not_running()
    {
        await using var test = WatchedHub.Create(_clock);
        test.OnPing().WithKey("nested").When(ping => ping.Number > 0)
            .Call(async (_, _) => await test.SendAsync(TestHub.Ping, 0));
        test.OnPing().WithKey("once").Once().Call(test.Note("once"));

        var trace = await test.Monitor().TraceAsync(async () => await test.SendAsync(TestHub.Ping, 1));

        Assert.Equal(["once"], test.Calls);
        Assert.Equal(
            "ping Done (nested Done (ping Done (nested Skipped [ping => ping.Number > 0], once Done)), " +
            "once Skipped [had its only call])",
            trace.Tell());
    }

    private readonly record struct Reference(int Id);

    private sealed record Awkward(Reference Reference, EventId Event)
    {
        public string CustomerId { get; } = "c7";

        public string Secret { get; } = "s3cret";

        public int Broken => Event.Id == 4 ? throw new InvalidOperationException("Broken.") : 0;

        public int this[int index] => index;
    }
}
