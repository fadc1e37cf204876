namespace MySite.Benchmarks.Peers;

public sealed record NoteForOne(int Number) : INote;
