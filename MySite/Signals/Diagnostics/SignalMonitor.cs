using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace MySite.Signals.Diagnostics;

/// <summary>
/// Sees everything that a hub sends: counts it, times it, and keeps the last traces of what fired, and what did not, and why.
/// </summary>
/// <remarks>
/// Added by <c>AddSignalMonitor()</c>; without it a hub sends on its shortest way. Thread-safe. Django has nothing like it.
/// </remarks>
public sealed class SignalMonitor
{
    /// <summary>How many traces wait for one who watches before that watch ends.</summary>
    internal const int WatchBacklog = 256;

    private static readonly AsyncLocal<SignalTraceNode?> Current = new();

    private readonly ConcurrentDictionary<Signal, Tally> _signals = new();
    private readonly ConditionalWeakTable<SignalConnection, Tally> _receivers = [];
    private readonly TraceRing _ring;
    private readonly TraceWatchers _watchers;
    private readonly TimeProvider _clock;
    private readonly long _began;
    private long _number;

    /// <summary>Creates a monitor; the host's services do.</summary>
    /// <param name="options">What to keep.</param>
    /// <param name="clock">The time.</param>
    public SignalMonitor(IOptions<SignalMonitorOptions> options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        (Options, _clock, Since, _began) = (options.Value, clock, clock.GetUtcNow(), clock.GetTimestamp());
        (_ring, _watchers) = (new TraceRing(Options.Traces), new TraceWatchers(clock));
    }

    /// <summary>When it began to count.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>What every signal did that was sent since then.</summary>
    public IReadOnlyList<SignalStatistics> Signals => [.. _signals.Select(signal => signal.Value.Of(signal.Key))];

    /// <summary>The last traces, the latest first.</summary>
    public IReadOnlyList<SignalTrace> Traces => _ring.Newest();

    internal SignalMonitorOptions Options { get; }

    /// <summary>How many watch.</summary>
    internal int Watchers => _watchers.Count;

    internal static SignalEvent? CurrentCall => Current.Value as SignalEvent;

    /// <summary>What <paramref name="connection"/> did since then.</summary>
    /// <param name="connection">A connection of the hub.</param>
    /// <returns>Zeros, if it never ran.</returns>
    public ReceiverStatistics Of(SignalConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return TallyOf(connection).Of(connection);
    }

    /// <summary>Begins to trace a piece of work: what is sent in this flow, and in those that it starts, belongs to it.</summary>
    /// <param name="kind">What sort of work: <c>request</c>.</param>
    /// <param name="name">Which: <c>GET /polls/</c>.</param>
    /// <param name="trace">The trace; <see langword="null"/> if the sample leaves it out.</param>
    /// <returns>Ends the trace.</returns>
    public IDisposable? Begin(string kind, string name, out SignalTrace? trace)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(name);
        trace = null;
        if (!Options.Enabled || Options.Traces == 0 || (Options.Sample < 1 && Random.Shared.NextDouble() >= Options.Sample))
            return null;
        var outer = Current.Value;
        trace = new SignalTrace(
            this, Interlocked.Increment(ref _number), kind, name, _clock.GetUtcNow(), _clock.GetTimestamp());
        _ring.Add(trace);
        Current.Value = trace;
        return new TraceScope(this, trace, outer);
    }

    /// <summary>The traces that end from now on, in the order in which they end.</summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>A watch that begins with its first <c>MoveNextAsync</c>, and whose memory is free once it is disposed.</returns>
    /// <remarks>
    /// Nobody waits for one who watches: after 256 traces that were not read the watch ends, with what it has. A trace may still
    /// grow. Any number may watch at once. Django has nothing like it.
    /// </remarks>
    /// <exception cref="OperationCanceledException">The watch was cancelled.</exception>
    public IAsyncEnumerable<SignalTrace> WatchAsync(CancellationToken cancellationToken = default) =>
        _watchers.WatchAsync(cancellationToken);

    /// <summary>What this flow sends from now on belongs to <paramref name="node"/>, if there is one.</summary>
    internal static void Enter(SignalTraceNode? node) => Current.Value = node ?? Current.Value;

    internal TimeSpan Elapsed(long timestamp) => Between(_began, timestamp);

    internal DateTimeOffset TimeOf(long timestamp) => Since + Elapsed(timestamp);

    internal TimeSpan Between(long began, long ended) => _clock.GetElapsedTime(began, ended);

    internal void End(SignalTrace trace, SignalTraceNode? outer)
    {
        _watchers.End(trace);
        Current.Value = outer;
    }

    /// <summary>A signal was sent with nobody connected.</summary>
    internal void NoteUnheard<TPayload>(Signal<TPayload> signal, TPayload payload, object? sender)
    {
        var now = Now();
        TallyOf(signal).Skip(now);
        Begin(signal, payload, sender, now)?.Settle(SignalOutcome.Unheard);
    }

    internal SignalEvent? Begin<TPayload>(Signal<TPayload> signal, TPayload payload, object? sender, long now)
    {
        if (Current.Value is not { } place || place.Trace.Monitor != this)
            return null;
        var facts = PayloadFacts<TPayload>.Instance;
        return place.Add(new SignalEvent(
            place.Trace, signal, null, sender ?? signal.DefaultSender, facts, facts.Read(payload), now));
    }

    internal void Discard(SignalTrace trace) => _ring.Remove(trace);

    internal long Now() => _clock.GetTimestamp();

    internal void End(Tally tally, Signal signal, SignalEvent? sent, Activity? span, long began, Exception? error)
    {
        var ended = Now();
        tally.Add(began, ended, error);
        SignalTelemetry.Sent(signal, span, Between(began, ended), error);
        sent?.End(ended, error);
    }

    internal Tally TallyOf(Signal signal) => _signals.GetOrAdd(signal, static (_, monitor) => new Tally(monitor), this);

    internal Tally TallyOf(SignalConnection connection) => _receivers.GetValue(connection, _ => new Tally(this));

    /// <summary>A receiver was left out.</summary>
    internal void NoteSkip<TPayload>(Connection<TPayload> connection, in SendContext context, string why)
    {
        var now = Now();
        connection.TallyOf(this).Skip(now);
        Call(connection.Info, context.Event, now)?.Settle(SignalOutcome.Skipped, why);
    }

    /// <summary>Calls a receiver, or puts the call off as its phase says.</summary>
    internal ValueTask CallAsync<TPayload>(
        Connection<TPayload> connection, TPayload payload, in SendContext context, CancellationToken cancellationToken)
    {
        var began = Now();
        var call = Call(connection.Info, context.Event, began);
        var (outer, around) = (Current.Value, Activity.Current);
        Current.Value = call ?? outer;
        // What is put off has its span when it runs.
        var span = connection.Info.Phase == ConnectionPhase.Inline ? SignalTelemetry.StartCall(connection.Info) : null;
        try
        {
            var run = connection.InvokeAsync(payload, context, cancellationToken);
            if (!run.IsCompletedSuccessfully)
                return FinishAsync(run, connection, call, span, began);
            run.GetAwaiter().GetResult();
            Finish(connection, call, span, began, null);
            return default;
        }
        catch (Exception error)
        {
            Finish(connection, call, span, began, error);
            throw;
        }
        finally
        {
            Current.Value = outer;
            if (span is not null)
                Activity.Current = around;
        }
    }

    /// <summary>Runs a receiver that waited: for the end of a transaction, or as a delivery.</summary>
    internal async ValueTask RunAsync(SignalConnection connection, SignalEvent? call, Func<ValueTask> run)
    {
        var began = Now();
        call?.Begin(began);
        Current.Value = call ?? Current.Value;
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
            Count(TallyOf(connection), connection, call, span, began, failure);
        }
    }

    private static SignalEvent? Call(SignalConnection connection, SignalEvent? sent, long now) => sent?.Add(new SignalEvent(
        sent.Trace, connection.Signal, connection, sent.Sender, null, [], now));

    private async ValueTask FinishAsync(
        ValueTask run, Connection connection, SignalEvent? call, Activity? span, long began)
    {
        try
        {
            await run.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Finish(connection, call, span, began, error);
            throw;
        }
        Finish(connection, call, span, began, null);
    }

    private void Finish(Connection connection, SignalEvent? call, Activity? span, long began, Exception? error)
    {
        if (connection.Info.Phase == ConnectionPhase.Inline)
            Count(connection.TallyOf(this), connection.Info, call, span, began, error);
        else if (error is not null)
            call?.End(Now(), error);
        else
            call?.Put(connection.Info.Phase);
    }

    private void Count(
        Tally tally, SignalConnection connection, SignalEvent? call, Activity? span, long began, Exception? error)
    {
        var ended = Now();
        tally.Add(began, ended, error);
        SignalTelemetry.Called(connection, span, Between(began, ended), error);
        call?.End(ended, error);
    }
}
