namespace MySite.Benchmarks;

public sealed record Ping(int Number);
