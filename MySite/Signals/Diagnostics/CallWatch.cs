using System.Diagnostics;

namespace MySite.Signals.Diagnostics;

/// <summary>One call of a receiver that is seen.</summary>
internal readonly struct CallWatch
{
    private readonly SignalMonitor _monitor;
    private readonly Connection _connection;
    private readonly Activity? _span;
    private readonly Activity? _around;
    private readonly ExecutionContext? _before;
    private readonly ExecutionContext? _inside;
    private readonly SignalTraceNode? _outer;
    private readonly CancellationToken _token;
    private readonly long _began;

    public CallWatch(SignalMonitor monitor, Connection connection, SignalEvent? sent, long began, CancellationToken token)
    {
        (_monitor, _connection, _began, _token) = (monitor, connection, began, token);
        Call = sent?.AddCall(connection.Info, began);
        if (Call is not null)
        {
            _before = ExecutionContext.Capture();
            _outer = SignalMonitor.Exchange(Call);
        }
        // What is put off has its span when it runs.
        if (IsInline && SignalTelemetry.IsTraced)
            (_around, _span) = (Activity.Current, SignalTelemetry.StartCall(connection.Info));
        else if (Call is not null)
            _inside = ExecutionContext.Capture();
    }

    /// <summary>What is noted of it.</summary>
    public SignalEvent? Call { get; }

    public bool IsInline => _connection.Info.Phase == ConnectionPhase.Inline;

    /// <summary>Lets the flow go on as it was, but for what the receiver has left in it.</summary>
    public void Leave()
    {
        if (_span is not null)
            Activity.Current = _around;
        if (Call is null)
            return;
        // To put the former flow back costs a fraction of changing the present one once more.
        if (_before is not null && _inside is not null && ReferenceEquals(ExecutionContext.Capture(), _inside))
            ExecutionContext.Restore(_before);
        else
            SignalMonitor.Exchange(_outer);
    }

    /// <returns>When it ended.</returns>
    public long End(Exception? error)
    {
        var isCancelled = SignalMonitor.IsCancelled(error, _token);
        if (IsInline)
            return _monitor.Count(_connection.TallyOf(_monitor), _connection.Info, Call, _span, _began, error, isCancelled);
        var now = _monitor.Clock.Now();
        if (error is not null)
            Call?.End(now, error, isCancelled);
        else
            Call?.Put(_connection.Info.Phase);
        return now;
    }

    public async ValueTask EndAsync(ValueTask run)
    {
        try
        {
            await run.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            End(error);
            throw;
        }
        End(null);
    }
}
