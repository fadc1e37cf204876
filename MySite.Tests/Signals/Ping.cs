namespace MySite.Tests.Signals;

public sealed record Ping(int Number = 0);
