using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Data;
using MySite.Signals.Outbox;

namespace MySite.Admin.Outbox;

/// <summary>One delivery with its whole error, and without its payload.</summary>
[RequirePermission<DeliveryAdmin>(ModelAction.View, ModelAction.Change)]
internal sealed class DeliveryModel(SiteDbContext db, DeliveryReceivers receivers, AdminSite site, TimeProvider clock) : PageModel
{
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public ModelAdmin Admin { get; } = site.Of<DeliveryAdmin>();

    public DeliveryRow Row { get; private set; } = null!;

    /// <summary>The type of what is in it.</summary>
    public string? Payload => receivers.PayloadOf(Row.Signal);

    public bool MayChange => User.May(Admin, ModelAction.Change) && Row.IsFreeAt(Now);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(id, out var key) || await db.Set<OutboxMessage>().AsNoTracking().Where(message => message.Id == key)
            .Select(DeliveryQueries.Rows).SingleOrDefaultAsync(cancellationToken) is not { } row)
            return NotFound();
        Row = row;
        return Page();
    }
}
