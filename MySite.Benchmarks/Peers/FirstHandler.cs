namespace MySite.Benchmarks.Peers;

public sealed class FirstHandler : NoteHandler<NoteForFour>;
