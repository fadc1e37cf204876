using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using MySite.Accounts.Proofs;

namespace MySite.Accounts.TwoFactor;

internal sealed class RecoveryCodesModel(
    UserManager<User> users, SignInManager<User> signIn, Proof proof, Authenticator authenticator)
    : ConfirmedPageModel(users, proof)
{
    /// <value>To be shown once.</value>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    public IActionResult OnGet() => Member.TwoFactorEnabled ? Page() : RedirectToPage("Index");

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Member.TwoFactorEnabled)
            return RedirectToPage("Index");
        if (!await IsConfirmedAsync())
            return Page();
        if (await authenticator.RenewCodesAsync(Member) is not { } codes)
        {
            ModelState.AddModelError("", "Your account was changed at the same moment. Try again.");
            return Page();
        }

        Codes = codes;
        await signIn.RefreshSignInAsync(Member);
        return Page();
    }
}
