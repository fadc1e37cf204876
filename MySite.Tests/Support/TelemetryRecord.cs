using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace MySite.Tests.Support;

/// <summary>What the site's own set-up of OpenTelemetry would send away.</summary>
internal sealed class TelemetryRecord
{
    /// <summary>Turns the set-up on; nobody listens there.</summary>
    public const string Nowhere = "http://127.0.0.1:9";

    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ConcurrentDictionary<string, Metric> _metrics = new();
    private Func<int, bool>? _collect;

    /// <summary>Of the whole process: other sites' too.</summary>
    public IEnumerable<Activity> Spans => _spans;

    public Activity[] Of(ActivityTraceId trace) => [.. _spans.Where(span => span.TraceId == trace)];

    /// <returns>Every instrument that measured something, by name.</returns>
    public IReadOnlyDictionary<string, Metric> Collect()
    {
        _collect!(Timeout.Infinite);
        return _metrics;
    }

    // Takes every trace: those of other sites in this process are offered too, and would use up what is taken each second.
    public void Attach(IServiceCollection services) => services
        .ConfigureOpenTelemetryTracerProvider(traces => traces
            .SetSampler(new ParentBasedSampler(new AlwaysOnSampler())).AddProcessor(new Recorder(_spans)))
        .ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddReader(_ =>
        {
            var reader = new BaseExportingMetricReader(new Instruments(_metrics));
            _collect = reader.Collect;
            return reader;
        }));

    private sealed class Recorder(ConcurrentQueue<Activity> spans) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            if (data.Recorded)
                spans.Enqueue(data);
        }
    }

    private sealed class Instruments(ConcurrentDictionary<string, Metric> seen) : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
                seen[metric.Name] = metric;
            return ExportResult.Success;
        }
    }
}
