namespace MySite.Signals.Http;

/// <summary>
/// The outermost middleware: knows when a request begins, and what gets past every exception handler.
/// </summary>
internal sealed class RequestSignalMiddleware(RequestDelegate next, RequestObserver observer)
{
    public Task InvokeAsync(HttpContext context) => observer.IsHeard ? ObserveAsync(context) : next(context);

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
