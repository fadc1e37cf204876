using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using MySite.Accounts.Proofs;

namespace MySite.Accounts.External;

internal sealed class LinkModel(UserManager<User> users, SignInManager<User> signIn, Proof proof)
    : ConfirmedPageModel(users, proof)
{
    public ExternalLoginInfo Login { get; private set; } = null!;

    public bool IsTaken { get; private set; }

    public string There => Login.Email() ?? Login.SuggestName();

    public async Task<IActionResult> OnGetAsync() => await FindAsync() ? Page() : RedirectToPage("Index");

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await FindAsync())
            return RedirectToPage("Index");
        if (IsTaken || !await IsConfirmedAsync())
            return Page();
        if (!(await Users.AddLoginAsync(Member, Login)).Succeeded)
        {
            ModelState.AddModelError("", "Your account was changed at the same moment. Try again.");
            return Page();
        }
        await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
        await signIn.RefreshSignInAsync(Member);
        TempData["Message"] = $"Your account at {Login.ProviderDisplayName} opens this one now.";
        return RedirectToPage("Index");
    }

    private async Task<bool> FindAsync()
    {
        if (await signIn.GetExternalLoginInfoAsync(Member.Id.ToString()) is not { } login)
            return false;
        Login = login;
        IsTaken = await Users.FindByLoginAsync(login.LoginProvider, login.ProviderKey) is not null;
        return true;
    }
}
