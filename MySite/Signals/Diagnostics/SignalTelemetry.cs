using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MySite.Signals.Diagnostics;

/// <summary>The spans and measurements of hubs. Costs a look at a flag while nobody listens.</summary>
internal static class SignalTelemetry
{
    public const string Name = "MySite.Signals";

    private const string SignalTag = "mysite.signal.name";
    private const string ReceiverTag = "mysite.signal.receiver";
    private const string PhaseTag = "mysite.signal.phase";
    private const string ErrorTag = "error.type";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    // The usual bounds are made for milliseconds: all that a send takes would lie below the first of them.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries =
            [0.000_001, 0.000_01, 0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60],
    };

    private static readonly Histogram<double> Sends = Meter.CreateHistogram(
        "mysite.signal.send.duration", "s", "How long a send took, its receivers included.", [], Seconds);

    private static readonly Histogram<double> Calls = Meter.CreateHistogram(
        "mysite.signal.receiver.duration", "s", "How long a receiver took.", [], Seconds);

    /// <summary>Whether somebody listens to spans here: one that is there for its trace id alone has none below it.</summary>
    public static bool IsTraced => Source.HasListeners() && Activity.Current is not { IsAllDataRequested: false };

    /// <summary>For one who has seen that <see cref="IsTraced"/>.</summary>
    public static Activity? StartSend(Signal signal, object? sender)
    {
        var span = Source.StartActivity("send");
        if (span is { IsAllDataRequested: true })
            Named(span, signal.Name).SetTag("mysite.signal.sender", (sender as Type)?.Name);
        return span;
    }

    public static Activity? StartCall(SignalConnection connection)
    {
        // Work of its own, for which nobody waits; of a delivery the span around this one is.
        var kind = connection.Phase == ConnectionPhase.EveryNode ? ActivityKind.Consumer : ActivityKind.Internal;
        var span = IsTraced ? Source.StartActivity("receive", kind) : null;
        if (span is { IsAllDataRequested: true })
            Named(span, connection.Signal.Name)
                .SetTag(ReceiverTag, connection.Receiver).SetTag(PhaseTag, TextOf(connection.Phase));
        return span;
    }

    /// <summary>Begins a trace of a delivery's own, with a link to the one that stored it.</summary>
    /// <returns>Always one, so that each line of the log has a trace id.</returns>
    public static Activity StartDelivery(
        string signal, string receiver, Guid delivery, int attempt, string? storedBy)
    {
        // Whatever the caller is in has nothing to do with it.
        Activity.Current = null;
        ActivityLink[] links = ActivityContext.TryParse(storedBy, null, isRemote: true, out var origin) ? [new(origin)] : [];
        var span = Source.StartActivity("deliver", ActivityKind.Consumer, default(ActivityContext), links: links)
            ?? new Activity("deliver").SetIdFormat(ActivityIdFormat.W3C).Start();
        if (span.IsAllDataRequested)
            Named(span, signal).SetTag(ReceiverTag, receiver)
                .SetTag("mysite.delivery.id", delivery).SetTag("mysite.delivery.attempt", attempt);
        return span;
    }

    /// <summary>Where this flow is, for <see cref="StartDelivery"/>.</summary>
    public static string? TraceParent => Activity.Current is { IdFormat: ActivityIdFormat.W3C } span ? span.Id : null;

    public static void Sent(Signal signal, Activity? span, TimeSpan duration, Exception? error)
    {
        if (Sends.Enabled)
        {
            var name = new KeyValuePair<string, object?>(SignalTag, signal.Name);
            if (error is null)
                Sends.Record(duration.TotalSeconds, name);
            else
                Sends.Record(duration.TotalSeconds, name, TypeOf(error));
        }
        End(span, error);
    }

    public static void Called(SignalConnection connection, Activity? span, TimeSpan duration, Exception? error)
    {
        if (Calls.Enabled)
        {
            var name = new KeyValuePair<string, object?>(SignalTag, connection.Signal.Name);
            var receiver = new KeyValuePair<string, object?>(ReceiverTag, connection.Receiver);
            var phase = new KeyValuePair<string, object?>(PhaseTag, TextOf(connection.Phase));
            if (error is null)
                Calls.Record(duration.TotalSeconds, name, receiver, phase);
            else
                Calls.Record(duration.TotalSeconds, [name, receiver, phase, TypeOf(error)]);
        }
        End(span, error);
    }

    // Its message may say what somebody typed.
    public static void Fail(Activity span, Exception error) =>
        span.SetStatus(ActivityStatusCode.Error).SetTag(ErrorTag, error.GetType().FullName);

    private static void End(Activity? span, Exception? error)
    {
        if (span is null)
            return;
        if (error is not null)
            Fail(span, error);
        span.Dispose();
    }

    private static Activity Named(Activity span, string signal)
    {
        span.DisplayName = $"{span.OperationName} {signal}";
        return span.SetTag(SignalTag, signal);
    }

    private static KeyValuePair<string, object?> TypeOf(Exception error) => new(ErrorTag, error.GetType().FullName);

    private static string TextOf(ConnectionPhase phase) => phase switch
    {
        ConnectionPhase.Inline => "inline",
        ConnectionPhase.AfterCommit => "after_commit",
        ConnectionPhase.AfterRollback => "after_rollback",
        ConnectionPhase.Durable => "durable",
        _ => "every_node",
    };
}
