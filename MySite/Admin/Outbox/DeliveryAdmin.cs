using MySite.Admin.History;
using MySite.Admin.Models;
using MySite.Signals.Outbox;

namespace MySite.Admin.Outbox;

/// <summary>The permissions and the history of deliveries; the pages of this folder show and mend them.</summary>
internal sealed class DeliveryAdmin : ModelAdmin<OutboxMessage>, IOwnHistory
{
    public DeliveryAdmin()
    {
        App = "outbox";
        Name = "delivery";
        Title = "delivery";
        Titles = "deliveries";
        ListDisplay(message => message.Id, "Delivery");
        ListDisplay(message => message.Receiver);
        ListDisplay(message => message.Signal);
        ListDisplay(message => message.Attempts);
        // The payload may hold personal data, and no page of forms may write what servers work with.
        Fields("", message => message.Receiver, message => message.Signal);
        ReadOnlyFields(message => message.Receiver, message => message.Signal);
    }

    public override IReadOnlyList<ModelAction> DefaultPermissions => [ModelAction.View, ModelAction.Change];

    public override string Url => "/admin/outbox/";

    public override bool HasOwnPages => true;

    public override string UrlOf(string key, string page = "change") =>
        page == "change" ? $"{Url}{Uri.EscapeDataString(key)}/" : $"{Url}{Name}/{Uri.EscapeDataString(key)}/{page}/";
}
