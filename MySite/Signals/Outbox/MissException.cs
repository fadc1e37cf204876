namespace MySite.Signals.Outbox;

/// <summary>This server cannot make a delivery at all. Another, newer or older, may: the receiver was not called.</summary>
internal sealed class MissException(string message, Exception? inner = null) : Exception(message, inner);
