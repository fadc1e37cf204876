namespace MySite.Signals;

/// <summary>What one receiver did during a robust send: it succeeded, or it threw.</summary>
/// <param name="Connection">The connection of the receiver.</param>
/// <param name="Error">What it threw; <see langword="null"/> if it succeeded.</param>
public readonly record struct ReceiverResult(SignalConnection Connection, Exception? Error)
{
    /// <summary>Whether the receiver ended without an error. After-commit and durable receivers are ok once accepted.</summary>
    public bool IsOk => Error is null;
}
