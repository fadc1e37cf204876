using MySite.Signals;
using MySite.Signals.Outbox;

namespace MySite.Tests.Signals.Samples;

internal sealed class PrintLabel(Postbox postbox, Delivery delivery) : IReceiver<OrderAccepted>
{
    public ValueTask ReceiveAsync(OrderAccepted payload, CancellationToken cancellationToken) =>
        postbox.PostAsync(delivery.Key, $"Parcel for order {payload.OrderId}.", cancellationToken);
}
