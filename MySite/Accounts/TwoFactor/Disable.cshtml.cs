using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using MySite.Accounts.Proofs;

namespace MySite.Accounts.TwoFactor;

internal sealed class DisableModel(
    UserManager<User> users, SignInManager<User> signIn, Proof proof, Authenticator authenticator)
    : ConfirmedPageModel(users, proof)
{
    public IActionResult OnGet() => Member.TwoFactorEnabled ? Page() : RedirectToPage("Index");

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Member.TwoFactorEnabled)
            return RedirectToPage("Index");
        if (!await IsConfirmedAsync())
            return Page();
        if (!await authenticator.TurnOffAsync(Member))
        {
            ModelState.AddModelError("", "Your account was changed at the same moment. Try again.");
            return Page();
        }

        await signIn.ForgetTwoFactorClientAsync();
        await signIn.RefreshSignInAsync(Member);
        TempData["Message"] = "Two-factor log-in is off.";
        return RedirectToPage("Index");
    }
}
