using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Data;

namespace MySite.Accounts.Personal;

[Authorize]
internal sealed class ProfileModel(UserManager<User> users, SignInManager<User> signIn, SiteDbContext db) : PageModel
{
    [BindProperty]
    public ProfileInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Forbid();
        var profile = await db.Set<Profile>().FindAsync([user.Id], cancellationToken);
        Input = new() { DisplayName = profile?.DisplayName ?? user.UserName ?? "", TimeZone = user.TimeZone };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Forbid();
        if (!ModelState.IsValid)
            return Page();

        await RenameAsync(user, Input.DisplayName.Trim(), cancellationToken);
        var result = await MoveAsync(user, KnownZones.Spelled(Input.TimeZone));
        foreach (var error in result.Errors)
            ModelState.TryAddModelError(AccountErrors.FieldOf(error), error.Description);
        if (!result.Succeeded)
            return Page();

        await db.SaveChangesAsync(cancellationToken);
        await signIn.RefreshSignInAsync(user);
        TempData["Message"] = "Your profile is saved.";
        return RedirectToPage();
    }

    // Whoever was not made by sign-up may have no profile yet.
    private async Task RenameAsync(User user, string name, CancellationToken cancellationToken)
    {
        if (await db.Set<Profile>().FindAsync([user.Id], cancellationToken) is { } profile)
            profile.DisplayName = name;
        else
            db.Add(new Profile { UserId = user.Id, DisplayName = name });
    }

    // The manager's save takes the name along.
    private Task<IdentityResult> MoveAsync(User user, string? zone)
    {
        if (zone == user.TimeZone)
            return Task.FromResult(IdentityResult.Success);
        user.TimeZone = zone;
        return users.UpdateAsync(user);
    }
}
