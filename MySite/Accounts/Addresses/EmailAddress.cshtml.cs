using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Accounts.Proofs;

namespace MySite.Accounts.Addresses;

/// <summary>Changes nothing by itself, and says the same of an address that is somebody else's as of a free one.</summary>
[Authorize]
[ResponseCache(NoStore = true)]
internal sealed class EmailAddressModel(
    UserManager<User> users, Proof proof, EmailLinks links, IdentityErrorDescriber errors) : PageModel
{
    [BindProperty]
    public EmailInput Input { get; set; } = new();

    public User Account { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Forbid();
        Account = user;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Forbid();

        Account = user;
        var address = Input.Email?.Trim();
        if (ModelState.IsValid && !EmailAddressValidator.IsAddress(address!))
            ModelState.AddModelError("Input.Email", errors.InvalidEmail(address).Description);
        if (ModelState.IsValid && users.NormalizeEmail(address) == user.NormalizedEmail)
            ModelState.AddModelError("Input.Email", "This is your address already.");
        if (ModelState.IsValid && await proof.FindErrorAsync(user, Input.Password) is { } error)
            ModelState.AddModelError(Proof.FieldOf(user), error);
        if (!ModelState.IsValid)
            return Page();

        await links.AskAsync(
            user, AddressSignals.EmailChangeAsked, new(user.Id, user.Email, address!), cancellationToken);
        TempData["Message"] = "If the new address can be yours, a link is on its way to it.";
        return RedirectToPage();
    }
}
