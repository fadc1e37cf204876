using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MySite.Accounts.LogIns;

/// <summary>Ends every session but the present one, as GitHub does: the others carry a security stamp that is no more.</summary>
[Authorize]
internal sealed class LogOutEverywhereModel(UserManager<User> users, SignInManager<User> signIn) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Forbid();

        var result = await users.UpdateSecurityStampAsync(user);
        if (result.Succeeded)
            await signIn.RefreshSignInAsync(user);
        TempData["Message"] = result.Succeeded
            ? "All other sessions end within a minute."
            : string.Join(' ', result.Errors.Select(error => error.Description));
        return RedirectToPage("LogInList");
    }
}
