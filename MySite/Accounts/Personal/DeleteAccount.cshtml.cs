using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Accounts.Proofs;

namespace MySite.Accounts.Personal;

[Authorize]
[ResponseCache(NoStore = true)]
internal sealed class DeleteAccountModel(
    UserManager<User> users, SignInManager<User> signIn, Proof proof, AccountRemoval removal) : PageModel
{
    [BindProperty]
    public ProofInput Input { get; set; } = new();

    public User Account { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Forbid();
        Account = user;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Forbid();

        Account = user;
        if (ModelState.IsValid && user.PasswordHash is null && CompatibleText.Of(Input.UserName?.Trim()) != user.UserName)
            ModelState.AddModelError("Input.UserName", "Enter your user name as it stands above.");
        if (ModelState.IsValid && await proof.FindErrorAsync(user, Input.Password) is { } error)
            ModelState.AddModelError(Proof.FieldOf(user), error);
        if (ModelState.IsValid && await removal.DeleteAsync(user, cancellationToken) is { } reason)
            ModelState.AddModelError("", reason);
        if (!ModelState.IsValid)
            return Page();

        await signIn.SignOutAsync();
        return RedirectToPage("DeleteAccountDone");
    }
}
