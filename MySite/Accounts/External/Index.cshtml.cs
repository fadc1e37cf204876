using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace MySite.Accounts.External;

[Authorize]
internal sealed class IndexModel(UserManager<User> users, IOptions<ExternalLogInOptions> settings) : PageModel
{
    public IList<UserLoginInfo> Logins { get; private set; } = [];

    /// <value>The provider that is not linked yet.</value>
    public string? Offered { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Forbid();
        Logins = await users.GetLoginsAsync(user);
        if (settings.Value.IsOn && Logins.All(login => login.LoginProvider != ExternalLogInOptions.Scheme))
            Offered = settings.Value.Name;
        return Page();
    }
}
