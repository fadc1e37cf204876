namespace MySite.Benchmarks.Peers;

public sealed record NobodysNote(int Number) : INote;
