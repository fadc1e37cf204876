using Serilog.Core;
using Serilog.Events;

namespace MySite;

/// <summary>The trace id for the end of a line, where there is one.</summary>
internal sealed class TraceSuffix : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.AddPropertyIfAbsent(
        propertyFactory.CreateProperty("Trace", logEvent.TraceId is { } trace ? $" [{trace}]" : ""));
}
