using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.History;
using MySite.Admin.Lists;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Data;
using MySite.Signals.Outbox;

namespace MySite.Admin.Outbox;

/// <summary>Retries or discards the ticked deliveries, or all that match, after a question.</summary>
[RequirePermission<DeliveryAdmin>(ModelAction.Change, ModelAction.Change)]
internal sealed class ActModel(SiteDbContext db, DeliveryChanges changes, AdminSite site, TimeProvider clock) : PageModel
{
    private const int Listed = 10;

    [TempData]
    public string? Message { get; set; }

    public ModelAdmin Admin { get; } = site.Of<DeliveryAdmin>();

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public DeliveryAct Act { get; private set; }

    /// <summary>The list that led here.</summary>
    public string Back { get; private set; } = "";

    public RowCount Count { get; private set; } = new(0, IsMore: false);

    /// <summary>The first of those that it is going to be done to.</summary>
    public IReadOnlyList<DeliveryRow> First { get; private set; } = [];

    /// <summary>What else the form held, to be sent again with the answer.</summary>
    public IReadOnlyList<(string Name, string? Value)> Fields { get; private set; } = [];

    public string? Error { get; private set; }

    public string Verb => Act == DeliveryAct.Retry ? "Retry" : "Discard";

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var filter = DeliveryFilter.Of(Request);
        Back = $"{IndexModel.Path}{filter.Query}";
        var (name, isAll) = (Request.Form["action"].ToString(), Request.Form.ContainsKey("all"));
        Guid[] ids = [.. Request.Form["selected"].Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).Distinct()];
        if (name is not ("retry" or "discard"))
            return Leave("Nothing was chosen to be done, so nothing was done.");
        if (!isAll && ids.Length == 0)
            return Leave("Tick the deliveries to do it with. Nothing was done.");

        Act = name == "retry" ? DeliveryAct.Retry : DeliveryAct.Discard;
        Fields = [("action", name), .. isAll ? [("all", "1")] : ids.Select(id => ("selected", $"{id}"))];
        var messages = db.Set<OutboxMessage>();
        var which = isAll ? filter.ApplyFree(messages, Now) : messages.Where(message => ids.Contains(message.Id));
        return Request.Form.ContainsKey("confirmed")
            ? await MakeAsync(which, isAll ? null : ids.Length, cancellationToken)
            : await AskAsync(which, cancellationToken);
    }

    private async Task<IActionResult> MakeAsync(IQueryable<OutboxMessage> which, int? chosen, CancellationToken cancellationToken)
    {
        try
        {
            var made = await changes.MakeAsync(Act, which, cancellationToken);
            var done = $"{Shared.Count.Of(made, "delivery", "deliveries")} {(made == 1 ? "was" : "were")}"
                + $" {(Act == DeliveryAct.Retry ? "made due" : "discarded")}.";
            var left = chosen - made;
            return Leave(left > 0 ? $"{done} {left:N0} stayed: done, in the hands of a server, or gone." : done);
        }
        catch (Exception error) when (Refusal.Is(error))
        {
            Error = "The database refused it, so nothing was done. "
                + "Somebody else may be at these deliveries right now: try again.";
            return await AskAsync(which, cancellationToken);
        }
    }

    private async Task<IActionResult> AskAsync(IQueryable<OutboxMessage> which, CancellationToken cancellationToken)
    {
        var free = which.Free(Now);
        Count = await RowCount.OfAsync(free, Rows.Property(typeof(OutboxMessage), nameof(OutboxMessage.Id)), cancellationToken);
        if (Count.Number == 0)
            return Leave("None of them can be retried or discarded: they are done, in the hands of a server, or gone.");
        First = await free.AsNoTracking().OrderBy(message => message.Id).Take(Listed).Select(DeliveryQueries.Rows)
            .ToListAsync(cancellationToken);
        return Page();
    }

    private LocalRedirectResult Leave(string message)
    {
        Message = message;
        return LocalRedirect($"~/{Back}");
    }
}
