using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using MySite.Accounts;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Data;

namespace MySite.Admin.Users;

[RequirePermission<UserAdmin>(ModelAction.View, ModelAction.Change)]
internal sealed class ChangeModel(
    UserEditor editor, GroupMembership membership, PermissionCatalog catalog, AdminSite site, SiteDbContext db,
    SignInManager<User> signIn) : PageModel
{
    [BindProperty]
    public UserInput Input { get; set; } = new();

    [TempData]
    public string? Notice { get; set; }

    public User Account { get; private set; } = null!;

    public bool MayChange { get; private set; }

    public bool MayDelete => MayChange && User.May(site.Find("accounts", "user")!, ModelAction.Delete);

    public CheckBoxes Groups { get; private set; } = null!;

    public CheckBoxes Permissions { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        Input = new()
        {
            UserName = Account.UserName!,
            Email = Account.Email,
            TimeZone = Account.TimeZone,
            IsActive = Account.IsActive,
            IsStaff = Account.IsStaff,
            IsSuperuser = Account.IsSuperuser,
        };
        return await ShowAsync(isAgain: false, cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        if (!MayChange)
            return Forbid();
        if (!ModelState.IsValid || !ModelState.Accept(await editor.SaveAsync(id, Input, User, cancellationToken)))
            return await ShowAsync(isAgain: true, cancellationToken);

        if (User.Is(Account) && await signIn.UserManager.GetUserAsync(User) is { } self)
            await signIn.RefreshSignInAsync(self);
        Notice = $"The user “{Input.UserName}” was changed.";
        return this.AfterSaving(site.Find("accounts", "user")!, id);
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == id, cancellationToken) is not { } account)
            return false;
        Account = account;
        MayChange = User.May(site.Find("accounts", "user")!, ModelAction.Change)
            && await account.MayBeChangedByAsync(User, db, cancellationToken);
        return true;
    }

    // Of what comes back from the browser the disabled boxes are missing: those show what is stored.
    private async Task<IActionResult> ShowAsync(bool isAgain, CancellationToken cancellationToken)
    {
        var all = await membership.ListAsync(User, cancellationToken);
        var memberOf = await membership.OfAsync(Account, cancellationToken);
        Groups = new("Input.Groups", "Groups", "The user may do what any of these groups may do.", all.ToLookup(
            _ => "",
            entry => new CheckBox(
                $"{entry.Group.Id}", entry.Group.Name!,
                isAgain && entry.IsOpen ? Input.Groups.Contains($"{entry.Group.Id}") : memberOf.Contains(entry.Group.Id),
                !entry.IsOpen)));

        var held = await db.PermissionsOfAsync(Account, cancellationToken);
        var ticked = isAgain ? [.. Input.Permissions, .. held.Where(code => !User.Holds(code))] : held.ToList();
        Permissions = catalog.BoxesFor(ticked, User, "What this user may do, beside what the groups may.");
        return Page();
    }
}
