using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.Outbox;

namespace MySite.Tests.Signals.Samples;

internal static class Control
{
    public static IDisposable Connect(ISignalHub hub, Board board)
    {
        hub.On(PaymentSignals.OrderPaid).From(typeof(Till)).Call(board.Show);
        hub.On(PaymentSignals.OrderPaid).WithPriority(10).Call(board.ShowFirst);
        hub.On(PaymentSignals.OrderPaid).When(paid => paid.Amount >= 1000).Call(board.ShowLarge);
        hub.On(PaymentSignals.OrderPaid).Once().Call(board.ShowOnce);
        hub.On(PaymentSignals.OrderPaid).Weakly().Call(board.Show);
        hub.On(ModelSignals.PostSave<Order>()).IncludingDerived().Call(board.ShowOrder);

        return hub.On(PaymentSignals.OrderPaid).WithKey("audit").Call(paid => board.Write($"audit {paid.Amount}"));
    }

    public static async Task ImportAsync(ISignalHub hub, OrderPaid paid, CancellationToken cancellationToken)
    {
        using (hub.Mute())
            await hub.SendAsync(PaymentSignals.OrderPaid, paid, cancellationToken: cancellationToken);

        using (hub.Only(PaymentSignals.OrderPaid))
            await hub.SendAsync(PaymentSignals.OrderPaid, paid, cancellationToken: cancellationToken);
    }

    public static void Print(ISignalHub hub, TextWriter output)
    {
        foreach (var connection in hub.Connections)
            output.WriteLine($"{connection.Signal} | {connection.Phase} | {connection.Receiver} | {connection.Condition}");
    }
}
