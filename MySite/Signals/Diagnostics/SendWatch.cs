using System.Diagnostics;

namespace MySite.Signals.Diagnostics;

/// <summary>One send that is seen.</summary>
internal readonly struct SendWatch
{
    private readonly SignalMonitor _monitor;
    private readonly Tally _tally;
    private readonly Signal _signal;
    private readonly Activity? _span;
    private readonly Activity? _around;

    private SendWatch(SignalMonitor monitor, Tally tally, Signal signal, SignalEvent? sent, object? sender, long began)
    {
        (_monitor, _tally, _signal, Event, Began) = (monitor, tally, signal, sent, began);
        if (SignalTelemetry.IsTraced)
            (_around, _span) = (Activity.Current, SignalTelemetry.StartSend(signal, sender ?? signal.DefaultSender));
    }

    public long Began { get; }

    /// <summary>What is noted of it.</summary>
    public SignalEvent? Event { get; }

    public static SendWatch Begin<TPayload>(
        SignalMonitor monitor, Tally tally, Signal<TPayload> signal, TPayload payload, in SendContext context)
    {
        var began = monitor.Clock.Now();
        return new(monitor, tally, signal, monitor.Begin(signal, payload, context, began), context.Sender, began);
    }

    /// <summary>Lets the flow of the sender go on outside of the span.</summary>
    public void Leave()
    {
        if (_span is not null)
            Activity.Current = _around;
    }

    public void End(long ended, Exception? error, CancellationToken token)
    {
        var isCancelled = SignalMonitor.IsCancelled(error, token);
        var failure = isCancelled ? null : error;
        _tally.Add(Began, ended, failure);
        SignalTelemetry.Sent(_signal, _span, _monitor.Clock.Between(Began, ended), failure);
        Event?.End(ended, error, isCancelled);
    }

    /// <summary>A robust send goes well whatever its receivers do; only telemetry says that one has failed.</summary>
    public void End(long ended, in SendResult result)
    {
        _tally.Add(Began, ended, null);
        SignalTelemetry.Sent(_signal, _span, _monitor.Clock.Between(Began, ended), result.FirstError);
        Event?.End(ended, null);
    }

    public async ValueTask EndAsync(ValueTask run, CancellationToken token)
    {
        try
        {
            await run.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            End(_monitor.Clock.Now(), error, token);
            throw;
        }
        End(_monitor.Clock.Now(), null, token);
    }

    public async ValueTask<SendResult> EndAsync(ValueTask<SendResult> run, CancellationToken token)
    {
        SendResult result;
        try
        {
            result = await run.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            End(_monitor.Clock.Now(), error, token);
            throw;
        }
        End(_monitor.Clock.Now(), result);
        return result;
    }
}
