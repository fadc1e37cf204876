namespace MySite.Signals.Testing;

/// <summary>What a <see cref="SignalRecorder"/> heard is not what was expected. The message lists what it heard.</summary>
/// <param name="message">What was expected and what came.</param>
public sealed class SignalRecorderException(string message) : Exception(message);
