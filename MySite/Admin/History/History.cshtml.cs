using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Data;

namespace MySite.Admin.History;

internal sealed class HistoryModel(
    SiteDbContext db, AdminSite site, HistoryRows rows, HistoryUndo undo, HistoryRestore restore) : PageModel
{
    public const int PageSize = 50;

    public ModelAdmin Admin { get; private set; } = null!;

    public string ObjectText { get; private set; } = "";

    public bool Exists { get; private set; }

    public IReadOnlyList<HistoryRow> Rows { get; private set; } = [];

    public int Count { get; private set; }

    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    [TempData]
    public string? Done { get; set; }

    public string? Conflict { get; private set; }

    public Task<IActionResult> OnGetAsync(string app, string model, CancellationToken cancellationToken) =>
        ShowAsync(site.Find(app, model), cancellationToken);

    public Task<IActionResult> OnPostUndoAsync(string app, string model, long entry, CancellationToken cancellationToken) =>
        ActAsync(site.Find(app, model), entry, LogAction.Changed, "The change was undone.", cancellationToken);

    public Task<IActionResult> OnPostRestoreAsync(string app, string model, long entry, CancellationToken cancellationToken) =>
        ActAsync(site.Find(app, model), entry, LogAction.Deleted, "It was restored.", cancellationToken);

    private async Task<IActionResult> ActAsync(
        ModelAdmin? admin, long id, LogAction kind, string done, CancellationToken cancellationToken)
    {
        if (admin is null)
            return NotFound();
        if (!User.May(admin, ModelAction.View))
            return Forbid();
        var entry = await Entries(admin.Label).SingleOrDefaultAsync(
            entry => entry.Id == id && entry.Action == kind, cancellationToken);
        if (entry is null)
            return NotFound();
        if (!rows.IsAllowed(entry, kind == LogAction.Deleted ? ModelAction.Add : ModelAction.Change, User))
            return Forbid();

        Conflict = kind == LogAction.Deleted
            ? await restore.RestoreAsync(entry, cancellationToken)
            : await undo.UndoAsync(entry, cancellationToken);
        if (Conflict is null)
        {
            Done = done;
            return RedirectToPage();
        }
        Response.StatusCode = StatusCodes.Status409Conflict;
        return await ShowAsync(admin, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(ModelAdmin? admin, CancellationToken cancellationToken)
    {
        if (admin is null || Number < 1)
            return NotFound();
        if (!User.May(admin, ModelAction.View))
            return Forbid();

        Admin = admin;
        var label = admin.Label;
        var type = db.Model.FindEntityType(admin.Entity)!;
        var entity = KeyText.Parse(type, Id) is { } key ? await db.FindAsync(admin.Entity, [key], cancellationToken) : null;
        Exists = entity is not null;
        Count = await Entries(label).CountAsync(cancellationToken);
        if ((!Exists && Count == 0) || IsBeyond(Number, Count))
            return NotFound();

        var entries = await Entries(label).OrderByDescending(entry => entry.Id)
            .Skip((Number - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken);
        ObjectText = entity?.ToString() ?? entries.FirstOrDefault(entry => entry.Model == label)?.ObjectText ?? Id;
        Rows = await rows.ListAsync(entries, label, Exists, User, cancellationToken);
        return Page();
    }

    /// <summary>Whether there is no such page; the first is there even if it is empty.</summary>
    internal static bool IsBeyond(int number, int count) => number > 1 && (number - 1L) * PageSize >= count;

    private IQueryable<LogEntry> Entries(string label) => db.Set<LogEntry>().AsNoTracking().Where(entry =>
        (entry.Model == label && entry.ObjectId == Id) || (entry.ParentModel == label && entry.ParentId == Id));
}
