using Microsoft.AspNetCore.Http.Features;
using MySite.Signals.Diagnostics;

namespace MySite.Shared;

/// <summary>Health checks: asked all day long by machines, they would drown the visitors in logs, traces and metrics.</summary>
internal static class Probes
{
    public const string Path = "/healthz";

    public static bool IsProbe(this HttpRequest request) => request.Path.StartsWithSegments(Path);

    /// <summary>Leaves them out of the traces that are kept, and of the metrics of requests.</summary>
    public static IApplicationBuilder UseQuietProbes(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.IsProbe())
        {
            context.Features.Get<SignalTrace>()?.Discard();
            context.Features.Get<IHttpMetricsTagsFeature>()?.MetricsDisabled = true;
        }
        return next(context);
    });
}
