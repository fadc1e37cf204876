using System.Diagnostics;

namespace MySite.Signals.Diagnostics;

/// <content>What the hub tells the monitor.</content>
public sealed partial class SignalMonitor
{
    /// <summary>A signal was sent with nobody connected, or would have been.</summary>
    internal void NoteUnheard<TPayload>(Signal<TPayload> signal, TPayload payload, in SendContext context)
    {
        var now = Clock.Now();
        TallyOf(signal).Miss(now);
        var sent = Begin(signal, payload, context, now);
        sent?.Settle(SignalOutcome.Unheard);
    }

    /// <summary>A receiver was left out.</summary>
    /// <returns>The moment.</returns>
    internal long NoteSkip<TPayload>(Connection<TPayload> connection, in SendContext context, string why)
    {
        var now = Clock.Now();
        connection.TallyOf(this).Skip(now);
        context.Event?.AddCall(connection.Info, now)?.Settle(SignalOutcome.Skipped, why);
        return now;
    }

    /// <summary>What belongs to no send is noted where the flow is.</summary>
    internal SignalEvent? Call(SignalConnection connection) =>
        Place?.Add(new SignalEvent(Place.Trace, connection.Signal, connection, connection.Sender, null, [], Clock.Now()));

    internal SignalEvent? Begin<TPayload>(Signal<TPayload> signal, TPayload payload, in SendContext context, long now)
    {
        if (Place is not { } place)
            return null;
        var facts = PayloadFacts<TPayload>.Instance;
        var sent = place.Add(new SignalEvent(
            place.Trace, signal, null, context.Sender ?? signal.DefaultSender, facts, facts.Read(payload), now));
        if (context.Transaction is { } transaction)
            sent?.DependOn(transaction);
        return sent;
    }

    /// <summary>Calls a receiver, or puts the call off as its phase says.</summary>
    /// <param name="connection">The receiver.</param>
    /// <param name="payload">For the receiver.</param>
    /// <param name="context">Of the send.</param>
    /// <param name="moment">When it begins; when it ended, afterwards, if it has.</param>
    /// <param name="cancellationToken">For the receiver.</param>
    internal ValueTask CallAsync<TPayload>(
        Connection<TPayload> connection, TPayload payload, in SendContext context, ref long moment,
        CancellationToken cancellationToken)
    {
        var watch = new CallWatch(this, connection, context.Event, moment, cancellationToken);
        try
        {
            var run = connection.InvokeAsync(
                payload, watch.IsInline ? context : context with { Event = watch.Call }, cancellationToken);
            if (!run.IsCompletedSuccessfully)
                return watch.EndAsync(run);
            run.GetAwaiter().GetResult();
            moment = watch.End(null);
            return default;
        }
        catch (Exception error)
        {
            moment = watch.End(error);
            throw;
        }
        finally
        {
            watch.Leave();
        }
    }

    /// <summary>Runs a receiver that waited: for the end of a transaction, or as a delivery.</summary>
    internal async ValueTask RunAsync(
        SignalConnection connection, SignalEvent? call, Func<ValueTask> run, CancellationToken stop = default)
    {
        var began = Clock.Now();
        call?.Begin(began);
        Enter(call);
        var span = SignalTelemetry.StartCall(connection);
        Exception? failure = null;
        try
        {
            await run().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            failure = error;
            throw;
        }
        finally
        {
            Count(TallyOf(connection), connection, call, span, began, failure, IsCancelled(failure, stop));
        }
    }

    /// <returns>When it ended.</returns>
    internal long Count(
        Tally tally, SignalConnection connection, SignalEvent? call, Activity? span, long began, Exception? error,
        bool isCancelled)
    {
        var ended = Clock.Now();
        var failure = isCancelled ? null : error;
        tally.Add(began, ended, failure);
        SignalTelemetry.Called(connection, span, Clock.Between(began, ended), failure);
        call?.End(ended, error, isCancelled);
        return ended;
    }

    internal static bool IsCancelled(Exception? error, CancellationToken token) =>
        error is OperationCanceledException && token.IsCancellationRequested;

    private SignalTraceNode? Place => Current.Value is { } place && place.Trace.Monitor == this ? place : null;
}
