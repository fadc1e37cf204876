using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using MySite.Accounts.Proofs;

namespace MySite.Accounts.TwoFactor;

internal sealed class EnableModel(
    UserManager<User> users, SignInManager<User> signIn, Proof proof, AuthenticatorKeys keys,
    Authenticator authenticator, TimeProvider clock) : ConfirmedPageModel(users, proof)
{
    private const string WrongCode = "This is not the code of this moment. Look at the clock of your telephone and try the next.";

    /// <value>The offered key, sealed.</value>
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty, Display(Name = "Code"), Required(ErrorMessage = "Enter the code that the app shows.")]
    [StringLength(32, ErrorMessage = "A code has six digits.")]
    public string Code { get; set; } = "";

    public AuthenticatorKey Offered { get; private set; } = null!;

    /// <value>To be shown once.</value>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (Member.TwoFactorEnabled)
            return RedirectToPage("Index");
        Offered = keys.Offer(Member);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Member.TwoFactorEnabled)
            return RedirectToPage("Index");
        if (keys.Read(Member, Key) is not { } offered)
        {
            ModelState.Clear();
            ModelState.AddModelError("", "This key is out of date. Take the new one.");
            return OnGet();
        }

        Offered = offered;
        if (ModelState.IsValid && TimeCode.FindStep(offered.Key, Code, clock.GetUtcNow()) is null)
            ModelState.AddModelError(nameof(Code), WrongCode);
        if (!await IsConfirmedAsync())
            return Page();
        if (await authenticator.TurnOnAsync(Member, offered.Key, Code) is not { } codes)
        {
            ModelState.AddModelError("", "Your account was changed at the same moment. Try again.");
            return Page();
        }

        Codes = codes;
        await signIn.RefreshSignInAsync(Member);
        return Page();
    }
}
