using Microsoft.EntityFrameworkCore;
using MySite.Signals;
using MySite.Tests.Signals.Outbox;

namespace MySite.Tests.Signals.Samples;

internal sealed class MarkAsPaid(ShopContext db) : IReceiver<OrderPaid>
{
    public async ValueTask ReceiveAsync(OrderPaid payload, CancellationToken cancellationToken)
    {
        var order = await db.Orders.SingleAsync(order => order.Id == payload.OrderId, cancellationToken);
        order.Item += " (paid)";
        await db.SaveChangesAsync(cancellationToken);
    }
}
