using System.Globalization;
using Serilog.Core;
using Serilog.Events;

namespace MySite.Tests.Support;

/// <summary>Keeps what the site writes through Serilog.</summary>
internal sealed class LogSink : ILogEventSink
{
    private readonly List<LogEvent> _events = [];

    public LogEvent[] Events
    {
        get
        {
            lock (_events)
                return [.. _events];
        }
    }

    public void Emit(LogEvent logEvent)
    {
        lock (_events)
            _events.Add(logEvent);
    }

    public LogEvent[] From(string source) => Array.FindAll(Events, logEvent =>
        logEvent.Properties.GetValueOrDefault("SourceContext") is ScalarValue { Value: string name } && name == source);

    public static string TextOf(LogEvent logEvent) =>
        $"{logEvent.Level} {logEvent.RenderMessage(CultureInfo.InvariantCulture).Replace("\"", "", StringComparison.Ordinal)}";
}
