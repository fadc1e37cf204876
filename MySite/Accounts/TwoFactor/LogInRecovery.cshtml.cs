using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Signals;

namespace MySite.Accounts.TwoFactor;

/// <summary>The second step of a log-in, for those who do not have their app.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class LogInRecoveryModel(SignInManager<User> signIn, ISignalSender signals) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnGetAsync() =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null
            ? RedirectToPage("/Accounts/LogIn", new { ReturnUrl })
            : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid || await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user)
            return await OnGetAsync();

        var result = await signIn.TwoFactorRecoveryCodeSignInAsync(Spelled(Input.Code));
        if (result.Succeeded)
        {
            await signals.SendAsync(
                TwoFactorSignals.TwoFactorChanged, TwoFactorChanged.Of(user, TwoFactorChange.RecoveryCodeUsed));
            return LocalRedirect(Url.AfterLogIn(ReturnUrl));
        }

        ModelState.AddModelError("", LogInCodeModel.Refused);
        return await OnGetAsync();
    }

    /// <summary>As they are made: two groups of five capital letters and digits.</summary>
    private static string Spelled(string typed)
    {
        var code = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return code.Length == 10 ? $"{code[..5]}-{code[5..]}" : code;
    }

    internal sealed class InputModel
    {
        [Display(Name = "Recovery code"), Required(ErrorMessage = "Enter a recovery code.")]
        [StringLength(64, ErrorMessage = "A recovery code has ten letters and digits.")]
        public string Code { get; set; } = "";
    }
}
