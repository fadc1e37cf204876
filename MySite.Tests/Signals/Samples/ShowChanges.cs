using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.Outbox;

namespace MySite.Tests.Signals.Samples;

internal sealed class ShowChanges(Board board) : IReceiver<PostSave<Order>>
{
    public ValueTask ReceiveAsync(PostSave<Order> payload, CancellationToken cancellationToken)
    {
        foreach (var change in payload.Changes)
            board.Write($"{change.Name}: {change.OldValue} -> {change.NewValue}");
        return default;
    }
}
