using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace MySite.Accounts.External;

/// <summary>Leads to the provider. A link and no form: the policy keeps forms, and their redirects, on this site.</summary>
internal sealed class StartModel(
    SignInManager<User> signIn, UserManager<User> users, IOptions<ExternalLogInOptions> settings) : PageModel
{
    public IActionResult OnGet(string? returnUrl)
    {
        if (!settings.Value.IsOn)
            return NotFound();
        var back = Url.Page("Callback", new { returnUrl = Url.IsLocalUrl(returnUrl) ? returnUrl : null });
        return Challenge(
            signIn.ConfigureExternalAuthenticationProperties(ExternalLogInOptions.Scheme, back, users.GetUserId(User)),
            ExternalLogInOptions.Scheme);
    }
}
