namespace MySite.Signals.Testing;

/// <summary>One send that a <see cref="SignalRecorder"/> heard.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Payload">Its payload.</param>
public sealed record RecordedSignal(Signal Signal, object? Payload);
