namespace MySite.Benchmarks.Peers;

public interface INote : Mediator.INotification, MediatR.INotification
{
    int Number { get; }
}
