using MySite.Signals.Diagnostics;

namespace MySite.Signals;

/// <content>Sends under the eyes of a monitor.</content>
internal sealed partial class Topic<TPayload>
{
    // A send that goes on elsewhere may be over before it is looked at, and then nobody has noted when here.
    private const long Elsewhere = long.MinValue;

    private Tally? _tally;

#pragma warning disable CA2012 // A call goes from here to where it is awaited.
    private ValueTask WatchAsync(
        SignalMonitor monitor, TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        var watch = SendWatch.Begin(monitor, TallyOf(monitor), _signal, payload, context);
        var moment = watch.Began;
        try
        {
            var run = RunAsync(payload, context with { Event = watch.Event }, ref moment, cancellationToken);
            if (moment == Elsewhere)
                return watch.EndAsync(run, cancellationToken);
            watch.End(moment, null, cancellationToken);
            return run;
        }
        catch (Exception error)
        {
            watch.End(moment, error, cancellationToken);
            throw;
        }
        finally
        {
            watch.Leave();
        }
    }

    private ValueTask<SendResult> WatchRobustAsync(
        SignalMonitor monitor, TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        var watch = SendWatch.Begin(monitor, TallyOf(monitor), _signal, payload, context);
        var moment = watch.Began;
        try
        {
            var run = RunRobustAsync(payload, context with { Event = watch.Event }, ref moment, cancellationToken);
            if (moment == Elsewhere)
                return watch.EndAsync(run, cancellationToken);
            var result = run.Result;
            watch.End(moment, result);
            return new(result);
        }
        catch (Exception error)
        {
            watch.End(moment, error, cancellationToken);
            throw;
        }
        finally
        {
            watch.Leave();
        }
    }

#pragma warning restore CA2012

    private Tally TallyOf(SignalMonitor monitor) => _tally ??= monitor.TallyOf(_signal);
}
