using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Data;

namespace MySite.Admin.History;

/// <summary>What was deleted and did not come back.</summary>
internal sealed class DeletedModel(SiteDbContext db, AdminSite site, HistoryRows rows) : PageModel
{
    public const int PageSize = HistoryModel.PageSize;

    public ModelAdmin Admin { get; private set; } = null!;

    public IReadOnlyList<HistoryRow> Rows { get; private set; } = [];

    public int Count { get; private set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public async Task<IActionResult> OnGetAsync(string app, string model, CancellationToken cancellationToken)
    {
        if (site.Find(app, model) is not { } admin || Number < 1)
            return NotFound();
        if (!User.May(admin, ModelAction.View))
            return Forbid();

        Admin = admin;
        var label = admin.Label;
        var log = db.Set<LogEntry>().AsNoTracking();
        var deleted = log.Where(entry => entry.Model == label && entry.Action == LogAction.Deleted
            && !log.Any(later => later.Model == label && later.ObjectId == entry.ObjectId && later.Id > entry.Id));
        Count = await deleted.CountAsync(cancellationToken);
        if (HistoryModel.IsBeyond(Number, Count))
            return NotFound();
        var entries = await deleted.OrderByDescending(entry => entry.Id)
            .Skip((Number - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken);
        Rows = await rows.ListAsync(entries, label, exists: false, User, cancellationToken);
        return Page();
    }
}
