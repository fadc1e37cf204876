using MySite.Signals;

namespace MySite.Tests.Signals.Samples;

internal sealed class ReleaseCard(Board board) : IReceiver<OrderPaid>
{
    public ValueTask ReceiveAsync(OrderPaid payload, CancellationToken cancellationToken)
    {
        board.Write($"released {payload.OrderId}");
        return default;
    }
}
