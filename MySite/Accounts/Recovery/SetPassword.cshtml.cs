using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Accounts.Passwords;

namespace MySite.Accounts.Recovery;

/// <summary>Where the link in the mail leads. As in Django, the token leaves the address bar before the form is shown.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class SetPasswordModel(UserManager<User> users, NewPassword password) : PageModel
{
    private const string Placeholder = "set-password";
    private const string Key = "PasswordResetToken";

    [BindProperty]
    public NewPasswordInput Input { get; set; } = new();

    public bool IsValidLink { get; private set; }

    // Looking at it does not use it up: the form may have to be sent again.
    private string? Kept => TempData.Peek(Key) as string;

    public async Task<IActionResult> OnGetAsync(Guid uid, string token)
    {
        var isKept = token == Placeholder;
        IsValidLink = await FindAsync(uid, isKept ? Kept : token) is not null;
        if (isKept || !IsValidLink)
            return Page();

        TempData[Key] = token;
        return RedirectToPage(new { uid, token = Placeholder });
    }

    public async Task<IActionResult> OnPostAsync(Guid uid)
    {
        if (await FindAsync(uid, Kept) is null)
            return Page();

        IsValidLink = true;
        if (!ModelState.IsValid)
            return Page();

        var result = await password.SetAsync(
            uid, Input.Password, found => users.ResetPasswordAsync(found, Kept!, Input.Password));
        ModelState.AddErrors(result.Errors);
        if (!result.Succeeded)
            return Page();

        TempData.Remove(Key);
        return RedirectToPage("SetPasswordDone");
    }

    private async Task<User?> FindAsync(Guid uid, string? token) =>
        token is not null && await users.FindByIdAsync(uid.ToString()) is { IsActive: true } user
        && await users.VerifyUserTokenAsync(
            user, PasswordResetTokens.Name, UserManager<User>.ResetPasswordTokenPurpose, token)
            ? user
            : null;
}
