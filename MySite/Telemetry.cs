using MySite.Data;
using MySite.Email;
using MySite.Shared;
using MySite.Signals.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MySite;

/// <summary>Traces and metrics over OTLP, each if one of the standard variables says where to.</summary>
internal static class Telemetry
{
    private const string Everything = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration settings)
    {
        var (traces, metrics) = (Leads("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"), Leads("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"));
        if (!traces && !metrics)
            return services;

        // Enables both, and sends nothing of one that nothing was added to.
        var telemetry = services.AddOpenTelemetry().UseOtlpExporter()
            // The variables come after the name, and so before it.
            .ConfigureResource(resource => resource.Clear()
                .AddService("MySite").AddTelemetrySdk().AddEnvironmentVariableDetector());
        if (traces)
            telemetry.WithTracing(tracing => Trace(tracing, settings)).Services.AddCommandListener(new DatabaseSpans());
        if (metrics)
            telemetry.WithMetrics(Measure).Services.AddHostedService<OutboxGauge>();
        return services;

        bool Leads(string variable) => new[] { Everything, variable }.Any(name => !string.IsNullOrWhiteSpace(settings[name]));
    }

    private static void Trace(TracerProviderBuilder traces, IConfiguration settings)
    {
        // Not "Npgsql" too: each command would be told twice.
        traces.AddSource(RequestSpans.SourceName, SignalTelemetry.Name, DatabaseSpans.SourceName, MailSpan.Name);
        if (string.IsNullOrWhiteSpace(settings["OTEL_TRACES_SAMPLER"]))
            traces.SetSampler(services => new ParentBasedSampler(new TraceRate(services.GetRequiredService<TimeProvider>())));
    }

    // Not "Microsoft.AspNetCore.Routing" too: what it counts is told by the routes of the requests' durations.
    private static void Measure(MeterProviderBuilder metrics) => metrics
        .AddMeter(
            "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Diagnostics",
            "Microsoft.AspNetCore.Identity", "Microsoft.EntityFrameworkCore", "Npgsql")
        .AddMeter(SignalTelemetry.Name, MailSpan.Name, CacheMeter.Name)
        // Counted twice a request, and sent as it happens to be once a minute.
        .AddView("http.server.active_requests", MetricStreamConfiguration.Drop);
}
