using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MySite.Accounts;

internal sealed class LogInModel(UserManager<User> users, SignInManager<User> signIn, DecoyPassword decoy) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <value>Whether somebody who is logged in shall do it anew, as a sensitive page asked for.</value>
    [BindProperty(SupportsGet = true)]
    public bool Again { get; set; }

    public IActionResult OnGet() =>
        User.Identity is { IsAuthenticated: true } && !Again ? LocalRedirect(Url.AfterLogIn(ReturnUrl)) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return Page();

        var name = Input.UserName.Trim();
        var user = await users.FindByNameOrEmailAsync(name);
        var isCompared = user is { PasswordHash: not null } && !await users.IsLockedOutAsync(user);
        var result = user is null
            ? await signIn.PasswordSignInAsync(name, Input.Password, Input.RememberMe, lockoutOnFailure: true)
            : await signIn.PasswordSignInAsync(user, Input.Password, Input.RememberMe, lockoutOnFailure: true);
        if (result.Succeeded)
            return LocalRedirect(Url.AfterLogIn(ReturnUrl));
        if (result.RequiresTwoFactor)
            return RedirectToPage("/Accounts/TwoFactor/LogInCode", new { ReturnUrl, Input.RememberMe });

        // One answer for every reason, in about the same time, so that it does not tell which accounts exist.
        if (!isCompared || result.IsNotAllowed)
            decoy.Compare(users.PasswordHasher, Input.Password);
        ModelState.AddModelError("", "Please enter a correct user name and password. After several failed tries, " +
            "log-in with that name is paused for a while.");
        return Page();
    }

    internal sealed class InputModel
    {
        [Display(Name = "User name or e-mail"), Required(ErrorMessage = "Enter your user name or e-mail address.")]
        [StringLength(256, ErrorMessage = "That is too long for a user name or an e-mail address.")]
        public string UserName { get; set; } = "";

        [Display(Name = "Password"), DataType(DataType.Password), Required(ErrorMessage = "Enter your password.")]
        [StringLength(1000, ErrorMessage = "A password has at most {1} characters.")]
        public string Password { get; set; } = "";

        [Display(Name = "Remember me")]
        public bool RememberMe { get; set; }
    }
}
