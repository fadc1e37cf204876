using Microsoft.Extensions.Time.Testing;
using MySite.Signals.Diagnostics;

namespace MySite.Tests.Signals.Diagnostics;

public sealed class WatchTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_watches_sees_traces_in_the_order_in_which_they_end()
    {
        await using var test = WatchedHub.Create(_clock);
        var monitor = test.Monitor();
        await using var watch = monitor.WatchAsync(Cancel).GetAsyncEnumerator(Cancel);
        var next = watch.MoveNextAsync();

        var outer = monitor.Begin("request", "outer", out _)!;
        Trace(monitor, "inner");
        outer.Dispose();

        Assert.True(await next);
        Assert.Equal("inner", watch.Current.Name);
        Assert.True(await watch.MoveNextAsync());
        Assert.Equal("outer", watch.Current.Name);
        Assert.NotNull(watch.Current.Duration);
    }

    [Fact]
    public async Task Many_threads_are_seen_by_all_in_the_same_order()
    {
        await using var test = WatchedHub.Create(TimeProvider.System);
        var monitor = test.Monitor();
        var viewers = Enumerable.Range(0, 5).Select(_ => Watch(monitor)).ToArray();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 50; i++)
                Trace(monitor, $"{thread}");
        }, Cancel)));

        var seen = await Task.WhenAll(viewers.Select(viewer => TakeAsync(viewer, 200)));
        Assert.All(seen, numbers => Assert.Equal(seen[0].Select(trace => trace.Number), numbers.Select(trace => trace.Number)));
        Assert.Equal(200, seen[0].Select(trace => trace.Number).Distinct().Count());
        await Task.WhenAll(viewers.Select(viewer => viewer.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task Who_does_not_keep_up_is_dropped_with_what_there_was_and_nobody_waits()
    {
        await using var test = WatchedHub.Create(_clock);
        var monitor = test.Monitor();
        var slow = Watch(monitor);

        for (var i = 1; i <= SignalMonitor.WatchBacklog + 100; i++)
            Trace(monitor, $"{i}");

        Assert.Equal(0, monitor.Watchers);
        var seen = await TakeAsync(slow, int.MaxValue);
        Assert.Equal(Enumerable.Range(1, seen.Count).Select(i => $"{i}"), seen.Select(trace => trace.Name));
        Assert.InRange(seen.Count, SignalMonitor.WatchBacklog, SignalMonitor.WatchBacklog + 1);
        await slow.DisposeAsync();
    }

    [Fact]
    public async Task A_dropped_one_takes_nobody_along()
    {
        await using var test = WatchedHub.Create(_clock);
        var monitor = test.Monitor();
        var (slow, quick) = (Watch(monitor), Watch(monitor));

        for (var i = 1; i <= SignalMonitor.WatchBacklog + 100; i++)
        {
            Trace(monitor, $"{i}");
            Assert.Equal($"{i}", Assert.Single(await TakeAsync(quick, 1)).Name);
        }

        Assert.Equal(1, monitor.Watchers);
        await slow.DisposeAsync();
        await quick.DisposeAsync();
        Assert.Equal(0, monitor.Watchers);
    }

    [Fact]
    public async Task Who_leaves_or_is_cancelled_leaves_nothing_behind()
    {
        await using var test = WatchedHub.Create(_clock);
        var monitor = test.Monitor();
        using var cancelled = new CancellationTokenSource();
        await using var watch = monitor.WatchAsync(cancelled.Token).GetAsyncEnumerator(Cancel);
        var next = watch.MoveNextAsync().AsTask();
        Assert.Equal(1, monitor.Watchers);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        Assert.Equal(0, monitor.Watchers);
    }

    [Fact]
    public async Task A_discarded_trace_is_neither_kept_nor_seen_and_the_others_stay()
    {
        await using var test = WatchedHub.Create(_clock, options => options.Traces = 3);
        var monitor = test.Monitor();
        var viewer = Watch(monitor);
        Trace(monitor, "a");
        Trace(monitor, "b");
        using (monitor.Begin("request", "stream", out var stream))
        {
            Trace(monitor, "c");
            stream!.Discard();
            stream.Discard();
            await test.SendAsync();
            Assert.Empty(stream.Events);
        }
        Assert.Equal(["c", "b"], monitor.Traces.Select(trace => trace.Name));
        Trace(monitor, "d");
        Trace(monitor, "e");

        Assert.Equal(["e", "d", "c"], monitor.Traces.Select(trace => trace.Name));
        Assert.Equal(["a", "b", "c", "d", "e"], (await TakeAsync(viewer, 5)).Select(trace => trace.Name));
        await viewer.DisposeAsync();
    }

    private static void Trace(SignalMonitor monitor, string name) => monitor.Begin("request", name, out _)!.Dispose();

    // The watch begins with the first step.
    private static Viewer Watch(SignalMonitor monitor)
    {
        var leave = new CancellationTokenSource();
        var traces = monitor.WatchAsync(leave.Token).GetAsyncEnumerator(Cancel);
        return new(traces, leave) { Next = traces.MoveNextAsync().AsTask() };
    }

    private static async Task<List<SignalTrace>> TakeAsync(Viewer viewer, int count)
    {
        var seen = new List<SignalTrace>();
        while (seen.Count < count && await viewer.Next)
        {
            seen.Add(viewer.Traces.Current);
            viewer.Next = viewer.Traces.MoveNextAsync().AsTask();
        }
        return seen;
    }

    private sealed class Viewer(IAsyncEnumerator<SignalTrace> traces, CancellationTokenSource leave) : IAsyncDisposable
    {
        public IAsyncEnumerator<SignalTrace> Traces => traces;

        public Task<bool> Next { get; set; } = Task.FromResult(false);

        public async ValueTask DisposeAsync()
        {
            await leave.CancelAsync();
            await Next.ContinueWith(_ => { }, Cancel, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            await traces.DisposeAsync();
            leave.Dispose();
        }
    }
}
