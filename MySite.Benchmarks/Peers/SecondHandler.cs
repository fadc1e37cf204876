namespace MySite.Benchmarks.Peers;

public sealed class SecondHandler : NoteHandler<NoteForFour>;
