using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace MySite.Signals.Diagnostics;

/// <summary>
/// Sees everything that a hub sends: counts it, times it, and keeps the last traces of what fired, and what did not, and why.
/// </summary>
/// <remarks>
/// Added by <c>AddSignalMonitor()</c>; without it a hub sends on its shortest way. Thread-safe. Django has nothing like it.
/// </remarks>
public sealed partial class SignalMonitor
{
    /// <summary>How many traces wait for one who watches before that watch ends.</summary>
    internal const int WatchBacklog = 256;

    private static readonly AsyncLocal<SignalTraceNode?> Current = new();

    private readonly ConcurrentDictionary<Signal, Tally> _signals = new();
    private readonly ConditionalWeakTable<SignalConnection, Tally> _receivers = [];
    private readonly TraceRing _ring;
    private readonly TraceWatchers _watchers;
    private readonly NameRate _rate;
    private long _number;
    private long _leftOut;

    /// <summary>Creates a monitor; the host's services do.</summary>
    /// <param name="options">What to keep.</param>
    /// <param name="clock">The time.</param>
    public SignalMonitor(IOptions<SignalMonitorOptions> options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        (Options, Clock) = (options.Value, new MonitorClock(clock));
        (_ring, _watchers, _rate) =
            (new TraceRing(Options.Traces), new TraceWatchers(Clock), new NameRate(Options.PerSecond));
    }

    /// <summary>When it began to count.</summary>
    public DateTimeOffset Since => Clock.Since;

    /// <summary>What every signal did that was sent since then.</summary>
    public IReadOnlyList<SignalStatistics> Signals => [.. _signals.Select(signal => signal.Value.Of(signal.Key))];

    /// <summary>The last traces, the latest first.</summary>
    public IReadOnlyList<SignalTrace> Traces => _ring.Newest();

    /// <summary>How many traces were not begun since <see cref="Since"/>, as <see cref="SignalMonitorOptions"/> say.</summary>
    public long TracesLeftOut => Volatile.Read(ref _leftOut);

    internal SignalMonitorOptions Options { get; }

    internal MonitorClock Clock { get; }

    /// <summary>Whether any trace is kept; if not, there is no need to name one.</summary>
    internal bool KeepsTraces => Options is { Enabled: true, Traces: > 0, Sample: > 0 };

    private bool IsInSample => Options.Sample >= 1 || Random.Shared.NextDouble() < Options.Sample;

    /// <summary>How many watch.</summary>
    internal int Watchers => _watchers.Count;

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
    /// <param name="trace">The trace; <see langword="null"/> if <see cref="SignalMonitorOptions"/> leave it out.</param>
    /// <returns>Ends the trace.</returns>
    public IDisposable? Begin(string kind, string name, out SignalTrace? trace) => Begin(kind, name, null, 0, out trace);

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

    /// <summary>Where this flow is: what it sends belongs there.</summary>
    internal static SignalTraceNode? Here => Current.Value;

    /// <summary>What this flow sends from now on belongs to <paramref name="node"/>, if there is one.</summary>
    internal static void Enter(SignalTraceNode? node) => Current.Value = node ?? Current.Value;

    /// <returns>Where the flow was before.</returns>
    internal static SignalTraceNode? Exchange(SignalTraceNode? node)
    {
        var former = Current.Value;
        Current.Value = node;
        return former;
    }

    /// <summary>As <c>Begin</c>, of the attempt to make a delivery.</summary>
    internal IDisposable? Begin(string kind, string name, Guid? delivery, int attempt, out SignalTrace? trace)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(name);
        trace = null;
        return Takes(kind, name) ? BeginTaken(kind, name, out trace, delivery, attempt) : null;
    }

    /// <summary>Whether a piece of work of this kind and name is to be traced; if so, it counts as one that is.</summary>
    internal bool Takes(string kind, string name)
    {
        if (!KeepsTraces)
            return false;
        if (IsInSample && _rate.TryPass(kind, name, Clock.Elapsed(Clock.Now()).Ticks / TimeSpan.TicksPerSecond))
            return true;
        Interlocked.Increment(ref _leftOut);
        return false;
    }

    /// <summary>As <c>Begin</c>, after <see cref="Takes"/>.</summary>
    internal IDisposable BeginTaken(
        string kind, string name, out SignalTrace trace, Guid? delivery = null, int attempt = 0)
    {
        var outer = Current.Value;
        trace = new SignalTrace(
            this, Interlocked.Increment(ref _number), kind, name, Clock.GetUtcNow(), Clock.Now())
        {
            Delivery = delivery,
            Attempt = attempt,
        };
        _ring.Add(trace);
        Current.Value = trace;
        return new TraceScope(this, trace, outer);
    }

    internal void End(SignalTrace trace, SignalTraceNode? outer)
    {
        _watchers.End(trace);
        Current.Value = outer;
    }

    internal void Discard(SignalTrace trace) => _ring.Remove(trace);

    internal Tally TallyOf(Signal signal) => _signals.GetOrAdd(signal, static (_, clock) => new Tally(clock), Clock);

    internal Tally TallyOf(SignalConnection connection) => _receivers.GetValue(connection, _ => new Tally(Clock));
}
