using Microsoft.AspNetCore.Mvc;
using MySite.Admin.Models;
using MySite.Data;
using MySite.Signals;

namespace MySite.Admin.Forms;

[RequestFormLimits(ValueCountLimit = ChangeModel.MaxValues)]
internal sealed class AddModel(
    SiteDbContext db, AdminSite site, ISignalTransaction transaction, FormLoader loader, FormReader reader, FormWriter writer)
    : FormPageModel(db, site, transaction)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Enter(ModelAction.Add) is { } refused)
            return refused;
        Form = await loader.LoadAsync(Admin, null, User, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        Enter(ModelAction.Add) ?? await SaveAsync(() => WriteAsync(cancellationToken), "added", cancellationToken);

    private async Task<object?> WriteAsync(CancellationToken cancellationToken)
    {
        Form = await loader.LoadAsync(Admin, null, User, cancellationToken);
        await reader.ReadAsync(Form, Request.Form, cancellationToken);
        return await writer.WriteAsync(Form, cancellationToken);
    }
}
