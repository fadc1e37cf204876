using MySite.Signals;

namespace MySite.Tests.Signals.Samples;

internal static class PaymentReceivers
{
    public static void Connect(ISignalHub hub)
    {
        hub.On(PaymentSignals.OrderPaid).Call<MarkAsPaid>();
        hub.On(PaymentSignals.OrderPaid).AfterCommit<CountSale>();
        hub.On(PaymentSignals.OrderPaid).AfterRollback<ReleaseCard>();
        hub.On(PaymentSignals.OrderPaid).Durably<SendReceipt>();
    }
}
