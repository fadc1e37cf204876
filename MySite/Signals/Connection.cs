using MySite.Signals.Diagnostics;

namespace MySite.Signals;

/// <summary>A receiver wired to a signal. Identity is the pair (key or receiver, sender), as in Django.</summary>
internal abstract class Connection(SignalConnection info, object identity, int registration)
{
    private readonly object? _sender = info.Sender;
    private volatile bool _waits;
    private Tally? _tally;

    public SignalConnection Info => info;

    /// <summary>The given key, the receiver's type, or the delegate (which compares by target and method).</summary>
    public object Identity => identity;

    /// <summary>Which registration connected it; the same pair from two of them is a mistake, from one it is harmless.</summary>
    public int Registration => registration;

    /// <summary>Whether the receiver, or its phase, asks for a scope.</summary>
    public abstract bool NeedsServices { get; }

    /// <summary>Whether the receiver was held weakly and has been collected.</summary>
    public abstract bool IsDead { get; }

    /// <summary>Whether a send has had to wait for the receiver.</summary>
    protected bool Waits => _waits;

    /// <summary>What <paramref name="monitor"/>, which is the hub's and so the only one, counts of it.</summary>
    public Tally TallyOf(SignalMonitor monitor) => _tally ??= monitor.TallyOf(info);

    /// <summary>Creates the receiver once and drops it, to find out at the start what would fail later.</summary>
    public abstract void TryCreateReceiver(IServiceProvider services);

    public bool Hears(object? sender) => _sender is null || ReferenceEquals(_sender, sender);

    /// <summary>Whether the call belongs to the part of a send that can wait, or that makes a scope.</summary>
    public bool MustWait(in SendContext context) => _waits || (NeedsServices && context.Services is null);

    /// <returns>Whether that is news.</returns>
    public bool NoteWaiting()
    {
        var news = !_waits;
        _waits = true;
        return news;
    }
}
