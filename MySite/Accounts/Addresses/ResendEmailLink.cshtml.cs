using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MySite.Accounts.Addresses;

[Authorize]
internal sealed class ResendEmailLinkModel(UserManager<User> users, EmailLinks links) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Forbid();

        if (user is { EmailConfirmed: false, Email: not null })
            await links.AskAsync(user, AddressSignals.EmailConfirmationAsked, new(user.Id), cancellationToken);
        TempData["Message"] = "A link is on its way, unless we have sent one less than a minute ago.";
        return RedirectToPage("EmailAddress");
    }
}
