using System.Runtime.CompilerServices;

namespace MySite.Benchmarks.Peers;

/// <summary>Does as little as the receivers do, for whichever peer asks.</summary>
public abstract class NoteHandler<TNote> : Mediator.INotificationHandler<TNote>, MediatR.INotificationHandler<TNote>
    where TNote : INote
{
    public int Sum { get; private set; }

    public ValueTask Handle(TNote notification, CancellationToken cancellationToken)
    {
        Add(notification.Number);
        return default;
    }

    Task MediatR.INotificationHandler<TNote>.Handle(TNote notification, CancellationToken cancellationToken)
    {
        Add(notification.Number);
        return Task.CompletedTask;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Add(int number) => Sum += number;
}
