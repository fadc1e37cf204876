using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using MySite.Data;

namespace MySite.Accounts.Addresses;

/// <summary>Where the links in the mails lead. As in django-allauth, following one shows a button and does no more:
/// programs that look through mails follow them too.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ConfirmEmailModel(UserManager<User> users, SignInManager<User> signIn, SiteDbContext db) : PageModel
{
    /// <summary>What is to be confirmed; <see langword="null"/> if the link does not work.</summary>
    public string? Email { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid uid, string token, string? address)
    {
        await FindAsync(uid, token, address);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid uid, string token, string? address)
    {
        if (await FindAsync(uid, token, address) is not { } user)
            return Page();
        if (!await TryAsync(user, token, isChange: address is not null))
        {
            Email = null;
            return Page();
        }

        if (users.GetUserId(User) == $"{user.Id}")
            await signIn.RefreshSignInAsync(user);
        return RedirectToPage("EmailDone");
    }

    private async Task<User?> FindAsync(Guid uid, string token, string? address)
    {
        if (await users.FindByIdAsync($"{uid}") is not { IsActive: true } user)
            return null;

        var email = address is null ? user.Email : EmailLinkPath.ReadAddress(address);
        if (email is null || (address is null && user.EmailConfirmed))
            return null;
        var purpose = address is null
            ? UserManager<User>.ConfirmEmailTokenPurpose
            : UserManager<User>.GetChangeEmailTokenPurpose(email);
        if (!await users.VerifyUserTokenAsync(user, EmailTokens.Name, purpose, token))
            return null;
        Email = email;
        return user;
    }

    private async Task<bool> TryAsync(User user, string token, bool isChange)
    {
        if (!isChange)
            return (await users.ConfirmEmailAsync(user, token)).Succeeded;

        // Only one's own address may be a name with an @.
        if (string.Equals(user.UserName, user.Email, StringComparison.OrdinalIgnoreCase))
            user.UserName = Email;
        try
        {
            return (await users.ChangeEmailAsync(user, Email!, token)).Succeeded;
        }
        catch (DbUpdateException)
        {
            // Somebody took the address between the check and the update.
            db.ChangeTracker.Clear();
            return false;
        }
    }
}
