namespace MySite.Tests.Signals.Samples;

public sealed record OrderAccepted(int OrderId);
