using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MySite.Accounts.TwoFactor;

/// <summary>The second step of a log-in; the cookie of the first says whose it is, for five minutes.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class LogInCodeModel(SignInManager<User> signIn) : PageModel
{
    public const string Refused =
        "This code does not let you in. Each works once. After several failed tries, log-in is paused for a while.";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool RememberMe { get; set; }

    public async Task<IActionResult> OnGetAsync() =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null
            ? RedirectToPage("/Accounts/LogIn", new { ReturnUrl })
            : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return await OnGetAsync();

        var result = await signIn.TwoFactorAuthenticatorSignInAsync(Input.Code, RememberMe, Input.RememberBrowser);
        if (result.Succeeded)
            return LocalRedirect(Url.AfterLogIn(ReturnUrl));

        ModelState.AddModelError("", Refused);
        return await OnGetAsync();
    }

    internal sealed class InputModel
    {
        [Display(Name = "Code"), Required(ErrorMessage = "Enter the code that your app shows.")]
        [StringLength(32, ErrorMessage = "A code has six digits.")]
        public string Code { get; set; } = "";

        [Display(Name = "Do not ask for a code in this browser again for two weeks")]
        public bool RememberBrowser { get; set; }
    }
}
