using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MySite.Accounts.Passwords;

/// <summary>Replaces the password of whoever is logged in, which ends all sessions but this one.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class PasswordChangeModel(
    UserManager<User> users, SignInManager<User> signIn, NewPassword password, IdentityErrorDescriber errors) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync() => await users.GetUserAsync(User) switch
    {
        null => Challenge(),
        { PasswordHash: null } => RedirectToPage("PasswordSet"),
        _ => Page(),
    };

    public async Task<IActionResult> OnPostAsync()
    {
        if (await users.GetUserAsync(User) is not { PasswordHash: not null } user)
            return await OnGetAsync();
        if (!ModelState.IsValid)
            return Page();

        // Whoever sits at a screen that was left alone gets as many guesses as at the log-in, and the same answer to all.
        var result = await users.IsLockedOutAsync(user)
            ? IdentityResult.Failed(errors.PasswordMismatch())
            : await password.SetAsync(
                user.Id, Input.Password, found => users.ChangePasswordAsync(found, Input.OldPassword, Input.Password),
                Input.OldPassword);
        var isWrong = result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.PasswordMismatch));
        if (await users.GetUserAsync(User) is { } now)
        {
            if (isWrong && !await users.IsLockedOutAsync(now))
                await users.AccessFailedAsync(now);
            if (result.Succeeded)
                await signIn.RefreshSignInAsync(now);
        }
        foreach (var error in result.Errors)
            ModelState.TryAddModelError(
                isWrong ? "Input.OldPassword" : AccountErrors.FieldOf(error), error.Description);
        return result.Succeeded ? RedirectToPage("PasswordChangeDone") : Page();
    }

    internal sealed class InputModel : NewPasswordInput
    {
        [Display(Name = "Old password"), DataType(DataType.Password), Required(ErrorMessage = "Enter your password.")]
        [StringLength(1000, ErrorMessage = "A password has at most {1} characters.")]
        public string OldPassword { get; set; } = "";
    }
}
