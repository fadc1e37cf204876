namespace MySite.Signals;

/// <summary>What can happen, by name. Receivers connect to a signal through an <see cref="ISignalHub"/>.</summary>
/// <remarks>
/// A signal is an identity and owns no receivers, so that two hosts in one process never hear each other.
/// Create one with <see cref="Signal{TPayload}"/> and keep it in a static field. Instances are immutable and thread-safe.
/// </remarks>
public abstract class Signal
{
    private static int _count;

    private protected Signal(string name, Type payloadType, Type? defaultSender)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        PayloadType = payloadType;
        DefaultSender = defaultSender;
        Index = Interlocked.Increment(ref _count) - 1;
    }

    /// <summary>The name that logs, the signal map and stored deliveries use, in Django's spelling: <c>post_save</c>.</summary>
    public string Name { get; }

    /// <summary>The type of what a receiver is given.</summary>
    public Type PayloadType { get; }

    /// <summary>The sender that a connection hears unless it says otherwise; <see langword="null"/>: any sender.</summary>
    internal Type? DefaultSender { get; }

    /// <summary>At what moment its durable receivers get their rows.</summary>
    internal StoredWhen StoredWhen { get; init; }

    /// <summary>Position of this signal's topic in every hub's table: an array read instead of a dictionary probe.</summary>
    internal int Index { get; }

    /// <summary>The name, and the sender where the signal belongs to one: <c>post_save · User</c>.</summary>
    public override string ToString() => DefaultSender is null ? Name : $"{Name} · {ReceiverName.Of(DefaultSender)}";
}
