using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Admin.Lists;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Data;
using MySite.Signals.Outbox;

namespace MySite.Admin.Outbox;

/// <summary>The durable deliveries: how many there are of each state, and those that a filter leaves.</summary>
[RequirePermission<DeliveryAdmin>(ModelAction.View, ModelAction.Change)]
internal sealed class IndexModel(SiteDbContext db, DeliveryReceivers receivers, AdminSite site, TimeProvider clock) : PageModel
{
    public const string Path = "admin/outbox/";

    [TempData]
    public string? Message { get; set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public ModelAdmin Admin { get; } = site.Of<DeliveryAdmin>();

    public DeliveryFilter Filter { get; private set; } = null!;

    public DeliveryCounts Counts { get; private set; } = null!;

    public DeliveryList List { get; private set; } = null!;

    public IReadOnlyList<string> Receivers { get; private set; } = [];

    public bool MayChange => User.May(Admin, ModelAction.Change);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Filter = DeliveryFilter.Of(Request);
        Counts = await DeliveryCounts.LoadAsync(db, Now, cancellationToken);
        List = await DeliveryList.LoadAsync(db, Filter, Now, cancellationToken);
        Receivers = await receivers.ListAsync(Filter.Receiver, cancellationToken);
    }

    /// <summary>The list in another state, or in any.</summary>
    public ListQuery InState(DeliveryState? state) => Filter.Query.With(DeliveryFilter.StateName, state?.Name());
}
