using System.Globalization;
using Serilog.Core;
using Serilog.Events;

namespace MySite.Toolbar;

/// <summary>Notes each line of the log for the request in whose flow it was written.</summary>
internal sealed class LogListener : ILogEventSink
{
    public void Emit(LogEvent logEvent)
    {
        if (ToolbarRecord.Current is not { } record)
            return;
        var category = logEvent.Properties.GetValueOrDefault(Constants.SourceContextPropertyName) as ScalarValue;
        var text = logEvent.RenderMessage(CultureInfo.InvariantCulture);
        // Its message may say what somebody typed.
        var error = logEvent.Exception is { } exception ? $" ({exception.GetType().Name})" : "";
        record.Note(new LogLine($"{logEvent.Level}", $"{category?.Value}", text + error));
    }
}
