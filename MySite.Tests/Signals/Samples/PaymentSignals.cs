using MySite.Signals;

namespace MySite.Tests.Signals.Samples;

internal static class PaymentSignals
{
    public static readonly Signal<OrderPaid> OrderPaid = new("order_paid", PaymentJson.Default.OrderPaid);
}
