using System.Net.Mime;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MySite.Accounts.Passkeys;

/// <summary>Where the log-in page sends the answer of a passkey; it says itself whose it is.</summary>
internal sealed class LogInPasskeyModel(SignInManager<User> signIn) : PageModel
{
    private const int MaxCredential = 100_000;

    [BindProperty]
    public string? Credential { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => RedirectToPage("/Accounts/LogIn", new { ReturnUrl });

    public async Task<IActionResult> OnPostOptionsAsync() =>
        Content(await signIn.MakePasskeyRequestOptionsAsync(null), MediaTypeNames.Application.Json);

    public async Task<IActionResult> OnPostAsync()
    {
        if (await IsLetInAsync())
            return LocalRedirect(Url.AfterLogIn(ReturnUrl));
        TempData["LogInError"] = "This passkey did not let you in. Try again, or log in another way.";
        return OnGet();
    }

    private async Task<bool> IsLetInAsync()
    {
        if (Credential is not { Length: > 0 and <= MaxCredential })
            return false;
        try
        {
            return (await signIn.PasskeySignInAsync(Credential)).Succeeded;
        }
        catch (InvalidOperationException)
        {
            // Nobody asked for options, or so long ago that the cookie with them is gone.
            return false;
        }
    }
}
