namespace MySite.Signals.Http;

/// <summary>The innermost middleware: sees what is thrown before any exception handler does.</summary>
internal sealed class RequestExceptionMiddleware(RequestDelegate next, RequestObserver observer)
{
    public Task InvokeAsync(HttpContext context) => observer.IsExceptionHeard ? ObserveAsync(context) : next(context);

    private async Task ObserveAsync(HttpContext context)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            await observer.ThrewAsync(context, error).ConfigureAwait(false);
            throw;
        }
    }
}
