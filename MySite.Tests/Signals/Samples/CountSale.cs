using MySite.Signals;

namespace MySite.Tests.Signals.Samples;

internal sealed class CountSale(Board board) : IReceiver<OrderPaid>
{
    public ValueTask ReceiveAsync(OrderPaid payload, CancellationToken cancellationToken)
    {
        board.Write($"counted {payload.OrderId}");
        return default;
    }
}
