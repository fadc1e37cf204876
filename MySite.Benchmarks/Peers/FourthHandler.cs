namespace MySite.Benchmarks.Peers;

public sealed class FourthHandler : NoteHandler<NoteForFour>;
