using Microsoft.AspNetCore.Diagnostics;

namespace MySite;

/// <summary>
/// Lets ASP.NET Core's page about an exception, which Development alone has, look and work as it is meant: all of it is inline.
/// </summary>
internal sealed class DeveloperPage : IDeveloperPageExceptionFilter
{
    public Task HandleExceptionAsync(ErrorContext errorContext, Func<ErrorContext, Task> next)
    {
        errorContext.HttpContext.Features.Set(this);
        return next(errorContext);
    }

    /// <summary>Around the security headers: what was asked for first is done last when the response starts.</summary>
    public static void Allow(IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            if (context.Features.Get<DeveloperPage>() is not null)
                headers.ContentSecurityPolicy = headers.ContentSecurityPolicy.ToString()
                    .Replace("script-src 'self'", "script-src 'self' 'unsafe-inline'", StringComparison.Ordinal)
                    .Replace("style-src 'self'", "style-src 'self' 'unsafe-inline'", StringComparison.Ordinal);
            return Task.CompletedTask;
        });
        return next(context);
    });
}
