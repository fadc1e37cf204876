namespace MySite.Tests.Signals.Outbox;

/// <summary>What the shop stored about an order later.</summary>
public sealed record OrderTaken(int OrderId);
