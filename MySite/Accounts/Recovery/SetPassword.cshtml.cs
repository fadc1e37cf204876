using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MySite.Accounts.Recovery;

/// <summary>Where the link in the mail leads. As in Django, the token leaves the address bar before the form is shown.</summary>
[ResponseCache(NoStore = true)]
internal sealed class SetPasswordModel(UserManager<User> users) : PageModel
{
    private const string Placeholder = "set-password";
    private const string Key = "PasswordResetToken";

    [BindProperty]
    public InputModel Input { get; set; } = new();

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
        if (await FindAsync(uid, Kept) is not { } user)
            return Page();

        IsValidLink = true;
        if (!ModelState.IsValid)
            return Page();

        var result = await users.ResetPasswordAsync(user, Kept!, Input.Password);
        foreach (var error in result.Errors)
            ModelState.TryAddModelError(AccountErrors.FieldOf(error), error.Description);
        if (!result.Succeeded)
            return Page();

        TempData.Remove(Key);
        if (await users.IsLockedOutAsync(user))
            await users.SetLockoutEndDateAsync(user, null);
        await users.ResetAccessFailedCountAsync(user);
        return RedirectToPage("SetPasswordDone");
    }

    private async Task<User?> FindAsync(Guid uid, string? token) =>
        token is not null && await users.FindByIdAsync(uid.ToString()) is { IsActive: true } user
        && await users.VerifyUserTokenAsync(
            user, PasswordResetTokens.Name, UserManager<User>.ResetPasswordTokenPurpose, token)
            ? user
            : null;

    internal sealed class InputModel
    {
        [Display(Name = "New password"), DataType(DataType.Password), Required(ErrorMessage = "Enter a password.")]
        [StringLength(1000, ErrorMessage = "A password has at most {1} characters.")]
        public string Password { get; set; } = "";

        [Display(Name = "New password again"), DataType(DataType.Password)]
        [Required(ErrorMessage = "Enter the password again.")]
        [Compare(nameof(Password), ErrorMessage = "The two passwords are not the same.")]
        public string ConfirmPassword { get; set; } = "";
    }
}
