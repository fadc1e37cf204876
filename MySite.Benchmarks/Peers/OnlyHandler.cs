namespace MySite.Benchmarks.Peers;

public sealed class OnlyHandler : NoteHandler<NoteForOne>;
