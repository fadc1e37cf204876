namespace MySite.Benchmarks.Peers;

public sealed class SecondHandler : NoteHandler, Mediator.INotificationHandler<NoteForFour>, MediatR.INotificationHandler<NoteForFour>
{
    public ValueTask Handle(NoteForFour notification, CancellationToken cancellationToken)
    {
        Add(notification.Number);
        return default;
    }

    Task MediatR.INotificationHandler<NoteForFour>.Handle(NoteForFour notification, CancellationToken cancellationToken)
    {
        Add(notification.Number);
        return Task.CompletedTask;
    }
}
