using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Data;

namespace MySite.Accounts;

internal sealed class SignUpModel(
    UserManager<User> users, SignInManager<User> signIn, SiteDbContext db, TimeProvider clock) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet() =>
        User.Identity is { IsAuthenticated: true } ? LocalRedirect(Url.AfterLogIn(ReturnUrl)) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (User.Identity is { IsAuthenticated: true })
            return OnGet();

        // Empty fields arrive as null.
        var user = new User(clock.GetUtcNow()) { UserName = Input.UserName, Email = Input.Email?.Trim() };
        var errors = ModelState.IsValid
            ? await users.TryCreateAsync(db, user, Input.Password)
            : await users.FindErrorsAsync(user, Input.Password ?? "");
        if (ModelState.IsValid && !errors.Any())
        {
            await signIn.SignInAsync(user, isPersistent: false);
            return LocalRedirect(Url.AfterLogIn(ReturnUrl));
        }

        ModelState.AddErrors(errors);
        return Page();
    }

    internal sealed class InputModel
    {
        [Display(Name = "User name"), Required(ErrorMessage = "Enter a user name.")]
        [StringLength(UserNameValidator.MaxLength, ErrorMessage = "A user name has at most {1} characters.")]
        public string UserName { get; set; } = "";

        [Display(Name = "E-mail"), Required(ErrorMessage = "Enter your e-mail address.")]
        [StringLength(254, ErrorMessage = "An e-mail address has at most {1} characters.")]
        public string Email { get; set; } = "";

        [Display(Name = "Password"), DataType(DataType.Password), Required(ErrorMessage = "Enter a password.")]
        [StringLength(1000, ErrorMessage = "A password has at most {1} characters.")]
        public string Password { get; set; } = "";

        [Display(Name = "Password again"), DataType(DataType.Password), Required(ErrorMessage = "Enter the password again.")]
        [Compare(nameof(Password), ErrorMessage = "The two passwords are not the same.")]
        public string ConfirmPassword { get; set; } = "";
    }
}
