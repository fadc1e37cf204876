using MySite.Signals;
using MySite.Tests.Signals.Outbox;

namespace MySite.Tests.Signals.Samples;

/// <summary>Where orders are paid: a sender in a scope, with a transaction.</summary>
internal sealed class Till(ShopContext db, ISignalSender signals)
{
    public async Task PayAsync(OrderPaid paid, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await signals.SendAsync(PaymentSignals.OrderPaid, paid, sender: typeof(Till), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<string>> PayAnywayAsync(OrderPaid paid, CancellationToken cancellationToken)
    {
        var result = await signals.SendRobustAsync(PaymentSignals.OrderPaid, paid, typeof(Till), cancellationToken);
        return [.. result.Receivers.Where(receiver => !receiver.IsOk)
            .Select(receiver => $"{receiver.Connection.Receiver}: {receiver.Error!.Message}")];
    }
}
