namespace MySite.Signals;

/// <summary>Decides, for one async flow and what it starts, which connections of a hub take part. Scopes nest.</summary>
internal sealed class SignalFilter : IDisposable
{
    private static readonly AsyncLocal<SignalFilter?> Innermost = new();

    private readonly SignalHub _hub;
    private readonly SignalFilter? _outer;
    private readonly Predicate<SignalConnection> _allows;
    private int _ended;

    public SignalFilter(SignalHub hub, Predicate<SignalConnection> allows)
    {
        (_hub, _allows, _outer) = (hub, allows, Innermost.Value);
        hub.BeginWatch();
        Innermost.Value = this;
    }

    public static bool Allows(SignalHub hub, SignalConnection connection)
    {
        for (var filter = Innermost.Value; filter is not null; filter = filter._outer)
            if (filter._hub == hub && filter._ended == 0 && !filter._allows(connection))
                return false;
        return true;
    }

    // A flow that was started inside the scope may outlive it; for that one, too, the scope has ended.
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        if (Innermost.Value == this)
            Innermost.Value = _outer;
        _hub.EndWatch();
    }
}
