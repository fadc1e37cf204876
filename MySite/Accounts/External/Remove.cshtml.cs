using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using MySite.Accounts.Passkeys;
using MySite.Accounts.Proofs;

namespace MySite.Accounts.External;

internal sealed class RemoveModel(
    UserManager<User> users, SignInManager<User> signIn, Proof proof, LogInWays ways)
    : ConfirmedPageModel(users, proof)
{
    public UserLoginInfo Login { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string provider) => await FindAsync(provider) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string provider)
    {
        if (!await FindAsync(provider))
            return NotFound();
        if (await ways.CountAsync(Member) < 2)
            ModelState.AddModelError("", LogInWays.Last);
        if (!await IsConfirmedAsync())
            return Page();
        if (!(await Users.RemoveLoginAsync(Member, Login.LoginProvider, Login.ProviderKey)).Succeeded)
        {
            ModelState.AddModelError("", "Your account was changed at the same moment. Try again.");
            return Page();
        }
        await signIn.RefreshSignInAsync(Member);
        TempData["Message"] = $"{Login.ProviderDisplayName} is linked no longer.";
        return RedirectToPage("Index");
    }

    private async Task<bool> FindAsync(string provider)
    {
        // Addresses are in small letters.
        var found = (await Users.GetLoginsAsync(Member)).FirstOrDefault(
            login => string.Equals(login.LoginProvider, provider, StringComparison.OrdinalIgnoreCase));
        Login = found!;
        return found is not null;
    }
}
