using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using MySite.Admin.TimeZones;
using MySite.Signals.Diagnostics;

namespace MySite.Admin.SignalMap;

/// <summary>Traces as they end, as server-sent events.</summary>
internal static class LiveStream
{
    // The browser comes back by itself, and its rights are looked at again.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static ServerSentEventsResult<LiveRow?> Open(
        HttpContext context, SignalMonitor monitor, StaffTime time, TimeProvider clock, IHostApplicationLifetime site)
    {
        // It would be kept as a request that never ends.
        context.Features.Get<SignalTrace>()?.Discard();
        return TypedResults.ServerSentEvents(ReadAsync(
            monitor, time, context.Request.PathBase, clock, site.ApplicationStopping, context.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<LiveRow?>> ReadAsync(
        SignalMonitor monitor, StaffTime time, string basePath, TimeProvider clock, CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Longest, clock);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping, cancellationToken);
        await using var traces = monitor.WatchAsync(ends.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = NextAsync(traces);
        try
        {
            // Without a word, the answer would not begin before the first trace.
            yield return new(null, "hello");
            for (; await next; next = NextAsync(traces))
                yield return new(RowOf(traces.Current, time, basePath)) { EventId = $"{traces.Current.Number}" };
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

    private static LiveRow RowOf(SignalTrace trace, StaffTime time, string basePath)
    {
        var row = TraceRow.Of(trace);
        return new(
            trace.Number, $"{basePath}{row.Url}", time.Exact(trace.StartedAt), MomentOf.Text(time, trace.StartedAt), trace.Name,
            trace.Kind, trace.Result ?? "–", DurationText.Of(trace.Duration), $"{row.Events}",
            row.Failures > 0 ? $"{row.Failures}" : row.HasFailed ? "failed" : "");
    }
}
