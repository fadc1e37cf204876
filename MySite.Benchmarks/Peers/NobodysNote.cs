namespace MySite.Benchmarks.Peers;

public sealed record NobodysNote(int Number) : Mediator.INotification, MediatR.INotification;
