using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MySite.Accounts.TwoFactor;

[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(UserManager<User> users) : PageModel
{
    public bool IsOn { get; private set; }

    public int CodesLeft { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Forbid();
        IsOn = user.TwoFactorEnabled;
        CodesLeft = await users.CountRecoveryCodesAsync(user);
        return Page();
    }
}
