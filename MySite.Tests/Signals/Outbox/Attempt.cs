namespace MySite.Tests.Signals.Outbox;

internal sealed record Attempt(string Server, OrderPlaced Order, Guid Key, int Number);
