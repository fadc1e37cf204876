namespace MySite.Tests.Signals.Outbox;

/// <summary>What the shop stored about an order at first.</summary>
public sealed record OrderNumber(int Number);
