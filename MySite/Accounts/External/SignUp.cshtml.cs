using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MySite.Accounts.External;

/// <summary>A new account, linked from its first moment. It is never joined to one that has the same address.</summary>
internal sealed class SignUpModel(SignInManager<User> signIn, ExternalAccounts accounts) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public ExternalLoginInfo Login { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await FindAsync())
            return RedirectToPage("/Accounts/LogIn", new { ReturnUrl });
        Input = new() { UserName = Login.SuggestName(), Email = Login.Email() ?? "" };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await FindAsync())
            return RedirectToPage("/Accounts/LogIn", new { ReturnUrl });
        if (!ModelState.IsValid)
            return Page();

        var (user, errors) = await accounts.TryCreateAsync(Login, Input.UserName, Input.Email.Trim());
        ModelState.AddErrors(errors);
        if (!ModelState.IsValid)
            return Page();

        await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
        await signIn.SignInAsync(user, isPersistent: false, Login.LoginProvider);
        return LocalRedirect(Url.AfterLogIn(ReturnUrl));
    }

    private async Task<bool> FindAsync()
    {
        if (User.Identity is { IsAuthenticated: true } || await signIn.GetExternalLoginInfoAsync() is not { } login)
            return false;
        Login = login;
        return true;
    }

    internal sealed class InputModel
    {
        [Display(Name = "User name"), Required(ErrorMessage = "Enter a user name.")]
        [StringLength(UserNameValidator.MaxLength, ErrorMessage = "A user name has at most {1} characters.")]
        public string UserName { get; set; } = "";

        [Display(Name = "E-mail"), Required(ErrorMessage = "Enter your e-mail address.")]
        [StringLength(254, ErrorMessage = "An e-mail address has at most {1} characters.")]
        public string Email { get; set; } = "";
    }
}
