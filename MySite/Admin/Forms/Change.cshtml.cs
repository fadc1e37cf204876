using Microsoft.AspNetCore.Mvc;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Data;
using MySite.Signals;

namespace MySite.Admin.Forms;

[RequestFormLimits(ValueCountLimit = MaxValues)]
internal sealed class ChangeModel(
    SiteDbContext db, AdminSite site, ISignalTransaction transaction, FormLoader loader, FormReader reader, FormWriter writer)
    : FormPageModel(db, site, transaction)
{
    /// <summary>Enough for 2,000 rows of a few fields each.</summary>
    public const int MaxValues = 20_000;

    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Enter(ModelAction.View) is { } refused)
            return refused;
        MayEdit = User.May(Admin, ModelAction.Change);
        return await LoadAsync(cancellationToken) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Enter(ModelAction.Change) is { } refused)
            return refused;
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        return await SaveAsync(() => WriteAsync(cancellationToken), "changed", cancellationToken);
    }

    private async Task<object?> WriteAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken))
        {
            await reader.ReadAsync(Form, Request.Form, cancellationToken);
            return await writer.WriteAsync(Form, cancellationToken);
        }
        Form.Errors.Add($"This {Admin.Title} was deleted while the page was open.");
        return null;
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var type = Db.Model.FindEntityType(Admin.Entity)!;
        if (await RelatedSet.FindAsync(Db, type, Id, cancellationToken) is not { } entity)
            return false;
        Form = await loader.LoadAsync(Admin, entity, User, cancellationToken);
        return true;
    }
}
