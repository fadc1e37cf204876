using MySite.Signals;
using MySite.Signals.Outbox;

namespace MySite.Tests.Signals.Samples;

internal sealed class SendReceipt(Postbox postbox, Delivery delivery) : IReceiver<OrderPaid>
{
    public ValueTask ReceiveAsync(OrderPaid payload, CancellationToken cancellationToken) =>
        postbox.PostAsync(delivery.Key, $"Order {payload.OrderId} is paid.", cancellationToken);
}
