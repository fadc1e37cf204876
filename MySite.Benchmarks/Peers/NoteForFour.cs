namespace MySite.Benchmarks.Peers;

public sealed record NoteForFour(int Number) : INote;
