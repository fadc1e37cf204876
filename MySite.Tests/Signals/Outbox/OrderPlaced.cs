namespace MySite.Tests.Signals.Outbox;

public sealed record OrderPlaced(int OrderId, string Item);
