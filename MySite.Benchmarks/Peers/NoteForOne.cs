namespace MySite.Benchmarks.Peers;

public sealed record NoteForOne(int Number) : Mediator.INotification, MediatR.INotification;
