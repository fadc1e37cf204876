using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using MySite.Shared;

namespace MySite;

/// <summary>
/// Adds to the span of a request what is known at its end. OpenTelemetry's own instrumentation does the same, but takes 4 % of a
/// busy site for requests that are not even traced; from .NET 11 on ASP.NET Core does it.
/// </summary>
internal static class RequestSpans
{
    public const string SourceName = "Microsoft.AspNetCore";

    /// <summary>Makes ASP.NET Core add what is known at the beginning, as it will without being told.</summary>
    public static void Begin() =>
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);

    public static IApplicationBuilder UseRequestSpans(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span)
            return next(context);
        if (!context.Request.IsProbe())
        {
            span.DisplayName = MethodOf(span);
            return EndAsync(span, context, next);
        }
        span.IsAllDataRequested = false;
        span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        return next(context);
    });

    /// <summary>Names the span by the route: of what was asked for, not of the error page that may answer in its place.</summary>
    public static IApplicationBuilder UseRequestSpanNames(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span && !context.IsReExecuted()
            && (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } route)
        {
            span.SetTag("http.route", route.Length > 0 ? route : "/");
            span.DisplayName = $"{MethodOf(span)} {route}";
        }
        return next(context);
    });

    private static string MethodOf(Activity span) =>
        span.GetTagItem("http.request.method") is string method and not "_OTHER" ? method : "HTTP";

    private static async Task EndAsync(Activity span, HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            End(span, context.Response.StatusCode, context.Features.Get<IExceptionHandlerFeature>()?.Error);
        }
        catch (Exception error)
        {
            // Who answers in the end sits further out.
            var isAnswered = context.Response.HasStarted;
            End(span, isAnswered ? context.Response.StatusCode : StatusCodes.Status500InternalServerError, error);
            throw;
        }
    }

    private static void End(Activity span, int status, Exception? error)
    {
        span.SetTag("http.response.status_code", status);
        if (error is not null || status >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error)
                .SetTag("error.type", error?.GetType().FullName ?? status.ToString(CultureInfo.InvariantCulture));
    }
}
