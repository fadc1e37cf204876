using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
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
        {
            // Whatever else is wrong is told along.
            user.TimeZone = KnownZones.Spelled(Input.TimeZone);
            ModelState.AddErrors(await users.FindErrorsAsync(user));
            return Page();
        }

        (await FindProfileAsync(user.Id, cancellationToken)).DisplayName = Input.DisplayName.Trim();
        var result = await MoveAsync(user, KnownZones.Spelled(Input.TimeZone));
        ModelState.AddErrors(result.Errors);
        if (!result.Succeeded)
            return Page();

        await db.SaveChangesAsync(cancellationToken);
        await signIn.RefreshSignInAsync(user);
        TempData["Message"] = "Your profile is saved.";
        return RedirectToPage();
    }

    // Whoever was not made by sign-up may have no profile yet.
    private async Task<Profile> FindProfileAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.Set<Profile>().FindAsync([id], cancellationToken) is { } found)
            return found;
        var added = db.Add(new Profile { UserId = id, DisplayName = "" });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return added.Entity;
        }
        catch (DbUpdateException)
        {
            // Another request made it between the look and the insert.
            added.State = EntityState.Detached;
            return await db.Set<Profile>().SingleAsync(profile => profile.UserId == id, cancellationToken);
        }
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
