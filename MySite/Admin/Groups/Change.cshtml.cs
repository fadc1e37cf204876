using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Data;

namespace MySite.Admin.Groups;

[RequirePermission<GroupAdmin>(ModelAction.View, ModelAction.Change)]
internal sealed class ChangeModel(GroupEditor editor, PermissionCatalog catalog, AdminSite site, SiteDbContext db) : PageModel
{
    [BindProperty]
    public GroupInput Input { get; set; } = new();

    [TempData]
    public string? Notice { get; set; }

    public IdentityRole<Guid> Group { get; private set; } = null!;

    public bool MayChange => User.May(site.Find("accounts", "group")!, ModelAction.Change);

    public bool MayDelete => User.May(site.Find("accounts", "group")!, ModelAction.Delete);

    public CheckBoxes Permissions => catalog.BoxesFor(Input.Permissions, User, "What every member of the group may do.");

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } group)
            return NotFound();
        Group = group;
        Input = new() { Name = group.Name!, Permissions = [.. await db.PermissionsOfAsync(group, cancellationToken)] };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } group)
            return NotFound();
        Group = group;
        if (!ModelState.IsValid || !ModelState.Accept(await editor.ChangeAsync(id, Input, User, cancellationToken)))
        {
            // What the browser did not send because it was not theirs to change.
            var had = await db.PermissionsOfAsync(group, cancellationToken);
            Input.Permissions.AddRange(had.Where(code => !User.Holds(code)));
            return Page();
        }

        Notice = $"The group “{Input.Name.Trim()}” was changed.";
        return this.AfterSaving(site.Find("accounts", "group")!, id);
    }

    private Task<IdentityRole<Guid>?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.Roles.AsNoTracking().SingleOrDefaultAsync(group => group.Id == id, cancellationToken);
}
