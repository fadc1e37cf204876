namespace MySite.Signals;

/// <summary>A receiver wired to a signal. Identity is the pair (key or receiver, sender), as in Django.</summary>
internal abstract class Connection(SignalConnection info, object identity, int registration)
{
    private readonly object? _sender = info.Sender;

    public SignalConnection Info => info;

    /// <summary>The given key, the receiver's type, or the delegate (which compares by target and method).</summary>
    public object Identity => identity;

    /// <summary>Which registration connected it; the same pair from two of them is a mistake, from one it is harmless.</summary>
    public int Registration => registration;

    /// <summary>Whether the receiver, or its phase, asks for a scope.</summary>
    public abstract bool NeedsServices { get; }

    /// <summary>Creates the receiver once and drops it, to find out at the start what would fail later.</summary>
    public abstract void TryCreateReceiver(IServiceProvider services);

    public bool Hears(object? sender) => _sender is null || ReferenceEquals(_sender, sender);
}
