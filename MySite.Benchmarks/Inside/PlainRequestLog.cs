extern alias Site;

using System.Diagnostics;
using Site::MySite.Shared.Receivers;
using Site::MySite.Signals.Http;

namespace MySite.Benchmarks.Inside;

/// <summary>What the receiver of each request's end does, by a middleware.</summary>
internal sealed class PlainRequestLog(ILogger<RequestLog> logger) : IStartupFilter
{
    private readonly RequestLog _log = new(logger);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(LogAsync);
        next(app);
    };

    private async Task LogAsync(HttpContext context, RequestDelegate next)
    {
        var began = Stopwatch.GetTimestamp();
        await next(context);
        await _log.ReceiveAsync(
            new RequestFinished(context, context.Response.StatusCode, Stopwatch.GetElapsedTime(began), null), default);
    }
}
