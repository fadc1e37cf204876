using MySite.Signals;
using MySite.Signals.Outbox;

namespace MySite.Tests.Signals.Outbox;

internal sealed class Ship(Courier courier, Delivery delivery, ServerName server) : IReceiver<OrderPlaced>
{
    public ValueTask ReceiveAsync(OrderPlaced payload, CancellationToken cancellationToken) =>
        courier.ReceiveAsync(new Attempt(server.Value, payload, delivery.Key, delivery.Attempt), cancellationToken);
}
