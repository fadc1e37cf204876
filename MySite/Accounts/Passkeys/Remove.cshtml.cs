using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using MySite.Accounts.Proofs;

namespace MySite.Accounts.Passkeys;

internal sealed class RemoveModel(
    UserManager<User> users, SignInManager<User> signIn, Proof proof, LogInWays ways)
    : ConfirmedPageModel(users, proof)
{
    public UserPasskeyInfo Passkey { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await Users.FindPasskeyAsync(Member, id) is not { } passkey)
            return NotFound();
        Passkey = passkey;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (await Users.FindPasskeyAsync(Member, id) is not { } passkey)
            return NotFound();
        Passkey = passkey;
        // Of two requests that count before either removes, the second finds the user changed and fails.
        if (await ways.CountAsync(Member) < 2)
            ModelState.AddModelError("", LogInWays.Last);
        if (!await IsConfirmedAsync())
            return Page();
        if (!(await Users.RemovePasskeyAsync(Member, passkey.CredentialId)).Succeeded)
        {
            ModelState.AddModelError("", "Your account was changed at the same moment. Try again.");
            return Page();
        }
        await signIn.RefreshSignInAsync(Member);
        TempData["Message"] = $"The passkey {passkey.Name} is removed.";
        return RedirectToPage("Index");
    }
}
