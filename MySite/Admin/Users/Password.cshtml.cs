using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Accounts;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Data;

namespace MySite.Admin.Users;

/// <summary>Gives a user another password, which ends that user's sessions.</summary>
[RequirePermission<UserAdmin>(ModelAction.Change, ModelAction.Change)]
internal sealed class PasswordModel(UserManager<User> users, SignInManager<User> signIn, SiteDbContext db) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    [TempData]
    public string? Notice { get; set; }

    public User Account { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is { } refusal)
            return refusal;
        if (!ModelState.IsValid)
            return Page();

        var token = await users.GeneratePasswordResetTokenAsync(Account);
        if (!ModelState.Accept(await users.ResetPasswordAsync(Account, token, Input.Password)))
            return Page();

        // The session that set it goes on, if it was one's own.
        if (User.Is(Account))
            await signIn.RefreshSignInAsync(Account);
        Notice = $"The password of “{Account}” was changed.";
        return RedirectToPage("Change", new { id });
    }

    private async Task<IActionResult?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync($"{id}") is not { } account)
            return NotFound();
        Account = account;
        return await account.MayBeChangedByAsync(User, db, cancellationToken) ? null : Forbid();
    }

    internal sealed class InputModel
    {
        [Display(Name = "New password"), DataType(DataType.Password), Required(ErrorMessage = "Enter a password.")]
        [StringLength(1000, ErrorMessage = "A password has at most {1} characters.")]
        public string Password { get; set; } = "";

        [Display(Name = "Password again"), DataType(DataType.Password), Required(ErrorMessage = "Enter the password again.")]
        [Compare(nameof(Password), ErrorMessage = "The two passwords are not the same.")]
        public string ConfirmPassword { get; set; } = "";
    }
}
