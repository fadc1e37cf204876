namespace MySite.Signals;

/// <summary>One connection, for people and tools to read.</summary>
/// <param name="Signal">The signal that is heard.</param>
/// <param name="Receiver">The receiver's type or method name.</param>
/// <param name="Sender">The only sender that is heard; <see langword="null"/>: any.</param>
/// <param name="Phase">When the receiver runs.</param>
/// <param name="Priority">Higher runs earlier; equal ones keep the order of connection.</param>
/// <param name="Key">The given key, or <see langword="null"/> where the receiver itself is the identity.</param>
/// <param name="File">The source file that made the connection.</param>
/// <param name="Line">The line in <paramref name="File"/>.</param>
public sealed record SignalConnection(
    Signal Signal, string Receiver, object? Sender, ConnectionPhase Phase, int Priority, string? Key, string File, int Line)
{
    /// <summary>The receiver's type; <see langword="null"/> if it is a method.</summary>
    public Type? ReceiverType { get; init; }

    /// <summary>What must be true of the payload, as the source says it; <see langword="null"/>: nothing.</summary>
    public string? Condition { get; init; }

    /// <summary>Whether the receiver runs once and is then disconnected.</summary>
    public bool Once { get; init; }

    /// <summary>Whether the connection ends when the receiver's object is collected.</summary>
    public bool Weak { get; init; }
}
