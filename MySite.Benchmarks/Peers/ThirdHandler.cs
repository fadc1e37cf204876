namespace MySite.Benchmarks.Peers;

public sealed class ThirdHandler : NoteHandler<NoteForFour>;
