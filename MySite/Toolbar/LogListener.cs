using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace MySite.Toolbar;

/// <summary>Notes each line of the log for the request in whose flow it was written.</summary>
internal sealed class LogListener : ILogEventSink
{
    // As on the console: texts without quotation marks.
    private static readonly MessageTemplateTextFormatter Message = new("{Message:l}", CultureInfo.InvariantCulture);

    public void Emit(LogEvent logEvent)
    {
        if (ToolbarRecord.Current is not { } record)
            return;
        var category = logEvent.Properties.GetValueOrDefault(Constants.SourceContextPropertyName) as ScalarValue;
        using var text = new StringWriter();
        Message.Format(logEvent, text);
        // Its message may say what somebody typed.
        var error = logEvent.Exception is { } exception ? $" ({exception.GetType().Name})" : "";
        record.Note(new LogLine($"{logEvent.Level}", $"{category?.Value}", $"{text}{error}"));
    }
}
