using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Admin.Models;
using MySite.Admin.Permissions;

namespace MySite.Admin.Groups;

[RequirePermission<GroupAdmin>(ModelAction.Add, ModelAction.Add)]
internal sealed class AddModel(GroupEditor editor, PermissionCatalog catalog, AdminSite site, TimeProvider clock) : PageModel
{
    [BindProperty]
    public GroupInput Input { get; set; } = new();

    [TempData]
    public string? Notice { get; set; }

    public CheckBoxes Permissions => catalog.BoxesFor(Input.Permissions, User, "What every member of the group may do.");

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        if (!ModelState.IsValid || !ModelState.Accept(await editor.AddAsync(id, Input, User, cancellationToken)))
            return Page();

        Notice = $"The group “{Input.Name.Trim()}” was added.";
        return this.AfterSaving(site.Find("accounts", "group")!, id);
    }
}
