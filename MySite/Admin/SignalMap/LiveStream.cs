using MySite.Admin.TimeZones;
using MySite.Signals.Diagnostics;

namespace MySite.Admin.SignalMap;

/// <summary>Traces as they end, as server-sent events.</summary>
internal static class LiveStream
{
    // The browser comes back by itself, and its rights are looked at again.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <param name="context">The request.</param>
    /// <param name="monitor">Who knows of traces.</param>
    /// <param name="rows">What is written of them.</param>
    /// <param name="time">The zone of who looks.</param>
    /// <param name="clock">The time.</param>
    /// <param name="site">Ends every stream when it stops.</param>
    /// <param name="after">The last trace that the page has shown; a browser that comes back sends <c>Last-Event-ID</c>.</param>
    public static async Task OpenAsync(
        HttpContext context, SignalMonitor monitor, LiveRows rows, StaffTime time, TimeProvider clock,
        IHostApplicationLifetime site, string? after)
    {
        // It would be kept as a request that never ends.
        context.Features.Get<SignalTrace>()?.Discard();
        using var limit = new CancellationTokenSource(Longest, clock);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            limit.Token, site.ApplicationStopping, context.RequestAborted);
        await using var traces = monitor.WatchAsync(ends.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = NextAsync(traces);
        try
        {
            var missed = MissedTraces.Since(monitor, context.Request.Headers["Last-Event-ID"].LastOrDefault() ?? after);
            byte[] RowOf(SignalTrace trace) => rows.Of(trace, monitor, time, context.Request.PathBase);
            await using var output = new LiveOutput(context, clock);
            output.Write(LiveOutput.Hello);
            if (missed.HasGap)
                output.Write(LiveOutput.Gap);
            foreach (var trace in missed.Traces)
                output.Write(RowOf(trace));
            // One that ended after the watch began, and before it was looked at what was missed, is told by both.
            var told = missed.Traces.Select(trace => trace.Number).ToHashSet();
            while (await output.WaitAsync(next, ends.Token))
            {
                if (!told.Remove(traces.Current.Number))
                    output.Write(RowOf(traces.Current));
                next = NextAsync(traces);
            }
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
        }
        finally
        {
            await ends.CancelAsync();
            await next;
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<SignalTrace> traces)
    {
        try
        {
            return await traces.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
