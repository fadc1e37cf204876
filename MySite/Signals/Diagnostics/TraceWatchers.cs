using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace MySite.Signals.Diagnostics;

/// <summary>Those who see traces as they end. Thread-safe; costs nothing while there are none.</summary>
internal sealed class TraceWatchers(MonitorClock clock)
{
    private readonly Lock _gate = new();
    private volatile Channel<SignalTrace>[] _queues = [];

    public int Count => _queues.Length;

    /// <summary>Ends a trace, and tells everybody, in the order of the ends.</summary>
    public void End(SignalTrace trace)
    {
        if (_queues.Length == 0 || trace.IsDiscarded)
        {
            trace.End(clock.Now());
            return;
        }
        lock (_gate)
        {
            trace.End(clock.Now());
            foreach (var queue in _queues)
                if (!queue.Writer.TryWrite(trace))
                    Leave(queue);
        }
    }

    public async IAsyncEnumerable<SignalTrace> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var queue = Channel.CreateBounded<SignalTrace>(
            new BoundedChannelOptions(SignalMonitor.WatchBacklog) { SingleReader = true });
        lock (_gate)
            _queues = [.. _queues, queue];
        try
        {
            await foreach (var trace in queue.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return trace;
        }
        finally
        {
            lock (_gate)
                Leave(queue);
        }
    }

    private void Leave(Channel<SignalTrace> queue)
    {
        queue.Writer.TryComplete();
        _queues = Array.FindAll(_queues, other => other != queue);
    }
}
