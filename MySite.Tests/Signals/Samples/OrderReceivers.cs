using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.Outbox;

namespace MySite.Tests.Signals.Samples;

internal static class OrderReceivers
{
    public static void Connect(ISignalHub hub)
    {
        hub.On(ModelSignals.PreSave<Order>()).Call(save => ArgumentException.ThrowIfNullOrWhiteSpace(save.Entity.Item));
        hub.On(ModelSignals.PostSave<Order>()).AfterCommit<ShowChanges>();

        hub.On(ModelSignals.PostSave<Order>())
            .Storing(save => save.Created ? new OrderAccepted(save.Entity.Id) : null, PaymentJson.Default.OrderAccepted)
            .Durably<PrintLabel>();
    }
}
