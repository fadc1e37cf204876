using Microsoft.AspNetCore.Diagnostics;

namespace MySite.Signals.Http;

/// <summary>Learns of what <c>UseExceptionHandler</c> caught, and leaves it to the next handler.</summary>
internal sealed class ExceptionHandlerObserver(RequestObserver observer) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The request points at the error page already; receivers are to see it as it failed.
        var (request, errorPath) = (httpContext.Request, httpContext.Request.Path);
        if (httpContext.Features.Get<IExceptionHandlerFeature>() is { } failed)
        {
            request.Path = new PathString(failed.Path);
            request.RouteValues = failed.RouteValues ?? new();
            httpContext.SetEndpoint(failed.Endpoint);
        }

        await observer.ThrewAsync(httpContext, exception).ConfigureAwait(false);

        request.Path = errorPath;
        request.RouteValues = new();
        httpContext.SetEndpoint(null);
        return false;
    }
}
