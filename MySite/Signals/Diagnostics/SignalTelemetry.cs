using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MySite.Signals.Diagnostics;

/// <summary>The spans and measurements of monitored hubs. Costs a look at a flag while nobody listens.</summary>
internal static class SignalTelemetry
{
    public const string Name = "MySite.Signals";

    private const string SignalTag = "mysite.signal.name";
    private const string ReceiverTag = "mysite.signal.receiver";
    private const string PhaseTag = "mysite.signal.phase";
    private const string ErrorTag = "error.type";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Sends = Meter.CreateHistogram<double>(
        "mysite.signal.send.duration", "s", "How long a send took, its receivers included.");

    private static readonly Histogram<double> Calls = Meter.CreateHistogram<double>(
        "mysite.signal.receiver.duration", "s", "How long a receiver took.");

    /// <summary>Whether somebody listens to spans.</summary>
    public static bool IsTraced => Source.HasListeners();

    public static Activity? StartSend(Signal signal, object? sender)
    {
        if (!Source.HasListeners())
            return null;
        var span = Source.StartActivity($"send {signal.Name}");
        span?.SetTag(SignalTag, signal.Name);
        span?.SetTag("mysite.signal.sender", (sender as Type)?.Name);
        return span;
    }

    public static Activity? StartCall(SignalConnection connection)
    {
        if (!Source.HasListeners())
            return null;
        // A delivery is a piece of work of its own, begun by nobody who still waits.
        var kind = connection.Phase is ConnectionPhase.Durable or ConnectionPhase.EveryNode
            ? ActivityKind.Consumer
            : ActivityKind.Internal;
        var span = Source.StartActivity($"receive {connection.Signal.Name}", kind);
        span?.SetTag(SignalTag, connection.Signal.Name);
        span?.SetTag(ReceiverTag, connection.Receiver);
        span?.SetTag(PhaseTag, $"{connection.Phase}");
        return span;
    }

    public static void Sent(Signal signal, Activity? span, TimeSpan duration, Exception? error)
    {
        if (Sends.Enabled)
            Sends.Record(duration.TotalSeconds, new TagList
            {
                { SignalTag, signal.Name }, { ErrorTag, error?.GetType().FullName },
            });
        End(span, error);
    }

    public static void Called(SignalConnection connection, Activity? span, TimeSpan duration, Exception? error)
    {
        if (Calls.Enabled)
            Calls.Record(duration.TotalSeconds, new TagList
            {
                { SignalTag, connection.Signal.Name }, { ReceiverTag, connection.Receiver },
                { PhaseTag, $"{connection.Phase}" }, { ErrorTag, error?.GetType().FullName },
            });
        End(span, error);
    }

    // Its message may say what somebody typed.
    private static void End(Activity? span, Exception? error)
    {
        if (span is null)
            return;
        if (error is not null)
            span.SetStatus(ActivityStatusCode.Error).SetTag(ErrorTag, error.GetType().FullName);
        span.Dispose();
    }
}
