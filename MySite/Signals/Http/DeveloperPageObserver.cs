using Microsoft.AspNetCore.Diagnostics;

namespace MySite.Signals.Http;

/// <summary>Learns of what the developer exception page caught, and lets it be shown.</summary>
internal sealed class DeveloperPageObserver(RequestObserver observer) : IDeveloperPageExceptionFilter
{
    public async Task HandleExceptionAsync(ErrorContext errorContext, Func<ErrorContext, Task> next)
    {
        await observer.ThrewAsync(errorContext.HttpContext, errorContext.Exception).ConfigureAwait(false);
        await next(errorContext).ConfigureAwait(false);
    }
}
