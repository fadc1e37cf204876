using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using MySite.Accounts.Proofs;

namespace MySite.Accounts.Personal;

internal sealed class DeleteAccountModel(
    UserManager<User> users, SignInManager<User> signIn, Proof proof, AccountRemoval removal) : ConfirmedPageModel(users, proof)
{
    [BindProperty, Display(Name = "Your user name")]
    [StringLength(UserNameValidator.MaxLength, ErrorMessage = "A user name has at most {1} characters.")]
    public string? UserName { get; set; }

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ModelState.IsValid && !HasPassword && CompatibleText.Of(UserName?.Trim()) != Member.UserName)
            ModelState.AddModelError(nameof(UserName), "Enter your user name as it stands above.");
        if (!await IsConfirmedAsync())
            return Page();
        if (await removal.DeleteAsync(Member, cancellationToken) is { } reason)
        {
            ModelState.AddModelError("", reason);
            return Page();
        }

        await signIn.SignOutAsync();
        return RedirectToPage("DeleteAccountDone");
    }
}
