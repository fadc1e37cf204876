using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MySite.Accounts.External;

/// <summary>Where somebody comes back from the provider: logs in who is linked, and asks the others what they want.</summary>
internal sealed class CallbackModel(SignInManager<User> signIn, UserManager<User> users) : PageModel
{
    public const string Failed = "That log-in did not work, or it was cancelled. Try again, or log in another way.";

    public async Task<IActionResult> OnGetAsync(string? returnUrl)
    {
        var isLoggedIn = User.Identity is { IsAuthenticated: true };
        // For whom it was begun: nobody's identity is linked to an account that was logged in to meanwhile.
        if (await signIn.GetExternalLoginInfoAsync(isLoggedIn ? users.GetUserId(User) : null) is not { } login)
            return Refuse(returnUrl);

        var owner = await users.FindByLoginAsync(login.LoginProvider, login.ProviderKey);
        if (isLoggedIn && owner?.Id.ToString() != users.GetUserId(User))
            return RedirectToPage("Link");
        if (owner is null)
            return RedirectToPage("SignUp", new { returnUrl });

        var result = await signIn.ExternalLoginSignInAsync(
            login.LoginProvider, login.ProviderKey, isPersistent: false, bypassTwoFactor: false);
        if (result.RequiresTwoFactor)
            return RedirectToPage("/Accounts/TwoFactor/LogInCode", new { returnUrl });
        return result.Succeeded ? LocalRedirect(Url.AfterLogIn(returnUrl)) : Refuse(returnUrl);
    }

    private RedirectToPageResult Refuse(string? returnUrl)
    {
        TempData["LogInError"] = Failed;
        return RedirectToPage("/Accounts/LogIn", new { returnUrl });
    }
}
