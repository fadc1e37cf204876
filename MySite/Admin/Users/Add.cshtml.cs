using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Accounts;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Data;

namespace MySite.Admin.Users;

/// <summary>The first of two steps: a name and a password. What the account may do is said on the page after it.</summary>
[RequirePermission<UserAdmin>(ModelAction.Add, ModelAction.Add)]
internal sealed class AddModel(UserManager<User> users, SiteDbContext db, AdminSite site, TimeProvider clock) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    [TempData]
    public string? Notice { get; set; }

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync()
    {
        var user = new User(clock.GetUtcNow())
        {
            UserName = Input.UserName,
            Email = string.IsNullOrWhiteSpace(Input.Email) ? null : Input.Email.Trim(),
        };
        var errors = ModelState.IsValid
            ? await users.TryCreateAsync(db, user, Input.Password)
            : await users.FindErrorsAsync(user, Input.Password ?? "");
        if (!ModelState.Accept(errors))
            return Page();

        var model = site.Find("accounts", "user")!;
        Notice = $"The user “{user}” was added.";
        return Request.Form.ContainsKey("_addanother") || !User.May(model, ModelAction.View)
            ? RedirectToPage("Add")
            : RedirectToPage("Change", new { id = user.Id });
    }

    internal sealed class InputModel
    {
        [Display(Name = "User name"), Required(ErrorMessage = "Enter a user name.")]
        [StringLength(UserNameValidator.MaxLength, ErrorMessage = "A user name has at most {1} characters.")]
        public string UserName { get; set; } = "";

        [Display(Name = "E-mail (optional)")]
        [StringLength(254, ErrorMessage = "An e-mail address has at most {1} characters.")]
        public string? Email { get; set; }

        [Display(Name = "Password"), DataType(DataType.Password), Required(ErrorMessage = "Enter a password.")]
        [StringLength(1000, ErrorMessage = "A password has at most {1} characters.")]
        public string Password { get; set; } = "";

        [Display(Name = "Password again"), DataType(DataType.Password), Required(ErrorMessage = "Enter the password again.")]
        [Compare(nameof(Password), ErrorMessage = "The two passwords are not the same.")]
        public string ConfirmPassword { get; set; } = "";
    }
}
