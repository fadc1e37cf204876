using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using MySite.Accounts.Proofs;

namespace MySite.Accounts.Addresses;

/// <summary>Changes nothing by itself, and says the same of an address that is somebody else's as of a free one.</summary>
internal sealed class EmailAddressModel(
    UserManager<User> users, Proof proof, EmailLinks links, IdentityErrorDescriber errors) : ConfirmedPageModel(users, proof)
{
    [BindProperty]
    public EmailInput Input { get; set; } = new();

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var address = Input.Email?.Trim();
        if (ModelState.IsValid && !EmailAddressValidator.IsAddress(address!))
            ModelState.AddModelError("Input.Email", errors.InvalidEmail(address).Description);
        if (ModelState.IsValid && Users.NormalizeEmail(address) == Member.NormalizedEmail)
            ModelState.AddModelError("Input.Email", "This is your address already.");
        if (!await IsConfirmedAsync())
            return Page();

        await links.AskAsync(
            Member, AddressSignals.EmailChangeAsked, new(Member.Id, Member.Email, address!), cancellationToken);
        TempData["Message"] = "If the new address can be yours, a link is on its way to it.";
        return RedirectToPage();
    }
}
