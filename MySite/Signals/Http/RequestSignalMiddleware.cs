using Microsoft.AspNetCore.StaticAssets;
using MySite.Signals.Diagnostics;

namespace MySite.Signals.Http;

/// <summary>
/// The outermost middleware: knows when a request begins, and what gets past every exception handler.
/// </summary>
internal sealed class RequestSignalMiddleware(RequestDelegate next, RequestObserver observer, SignalMonitor? monitor = null)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (monitor is not { KeepsTraces: true })
            return GoOnAsync(context);
        // Without the query, in which there may be an address or a token.
        var (method, path) = (context.Request.Method, context.Request.Path);
        return monitor.Takes(method, path.Value ?? "") ? TraceAsync(context, monitor, $"{method} {path}") : GoOnAsync(context);
    }

    private Task GoOnAsync(HttpContext context) => observer.IsHeard ? ObserveAsync(context) : next(context);

    private async Task TraceAsync(HttpContext context, SignalMonitor monitor, string name)
    {
        using var ends = monitor.BeginTaken("request", name, out var trace);
        context.Features.Set(trace);
        try
        {
            await GoOnAsync(context).ConfigureAwait(false);
        }
        catch
        {
            trace.HasFailed = true;
            throw;
        }
        finally
        {
            var status = context.Response.StatusCode;
            trace.Result = $"{status}";
            trace.HasFailed |= status >= StatusCodes.Status500InternalServerError;
            // Of a page there is one trace, not one more for each of its files.
            if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
                trace.Discard();
        }
    }

    private async Task ObserveAsync(HttpContext context)
    {
        try
        {
            await observer.StartedAsync(context).ConfigureAwait(false);
            await next(context).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            await observer.ThrewAsync(context, error).ConfigureAwait(false);
            await observer.EscapedAsync(context, error).ConfigureAwait(false);
            throw;
        }
    }
}
