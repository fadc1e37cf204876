namespace MySite.Benchmarks.Peers;

public sealed class OnlyHandler : NoteHandler, Mediator.INotificationHandler<NoteForOne>, MediatR.INotificationHandler<NoteForOne>
{
    public ValueTask Handle(NoteForOne notification, CancellationToken cancellationToken)
    {
        Add(notification.Number);
        return default;
    }

    Task MediatR.INotificationHandler<NoteForOne>.Handle(NoteForOne notification, CancellationToken cancellationToken)
    {
        Add(notification.Number);
        return Task.CompletedTask;
    }
}
