using Microsoft.AspNetCore.Mvc;
using MySite.Admin.Models;
using MySite.Data;
using MySite.Signals;

namespace MySite.Admin.Forms;

/// <summary>Objects whose name has a text in it, for fields with too many to list.</summary>
internal sealed class AutocompleteModel(SiteDbContext db, AdminSite site, ISignalTransaction transaction)
    : ObjectPageModel(db, site, transaction)
{
    private const int Most = 20;

    public async Task<IActionResult> OnGetAsync(string? q, CancellationToken cancellationToken) =>
        Enter(ModelAction.View)
        ?? new JsonResult(await RelatedSet.Of(Admin.Entity).SearchAsync(Db, q ?? "", Most, cancellationToken));
}
