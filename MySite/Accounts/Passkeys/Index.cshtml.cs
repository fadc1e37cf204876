using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MySite.Accounts.Passkeys;

[Authorize]
internal sealed class IndexModel(UserManager<User> users) : PageModel
{
    public IReadOnlyList<UserPasskeyInfo> Passkeys { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Forbid();
        Passkeys = [.. (await users.GetPasskeysAsync(user)).OrderBy(passkey => passkey.CreatedAt)];
        return Page();
    }
}
