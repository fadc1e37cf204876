namespace MySite.Tests.Signals.Samples;

public sealed record OrderPaid(int OrderId, decimal Amount);
