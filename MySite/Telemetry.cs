using MySite.Email;
using MySite.Shared;
using MySite.Signals.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MySite;

/// <summary>Traces and metrics over OTLP, if one of the standard variables says where to.</summary>
internal static class Telemetry
{
    private static readonly string[] Endpoints =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
    ];

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration settings)
    {
        if (Endpoints.All(name => string.IsNullOrWhiteSpace(settings[name])))
            return services;

        services.AddOpenTelemetry()
            .ConfigureResource(resource =>
            {
                if (string.IsNullOrWhiteSpace(settings["OTEL_SERVICE_NAME"]))
                    resource.AddService("MySite");
            })
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(web => web.Filter = request => !request.Request.Path.StartsWithSegments("/healthz"))
                .AddSource(SignalTelemetry.Name, MailSpan.SourceName, "Npgsql"))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddMeter(SignalTelemetry.Name, CacheMeter.Name, "Microsoft.EntityFrameworkCore", "Npgsql"))
            .UseOtlpExporter();
        services.AddHostedService<OutboxGauge>();
        return services;
    }
}
