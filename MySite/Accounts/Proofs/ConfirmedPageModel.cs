using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MySite.Accounts.Proofs;

/// <summary>A page that changes something sensitive. Its form has the partial <c>_Confirm</c>.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal abstract class ConfirmedPageModel(UserManager<User> users, Proof proof) : PageModel
{
    [BindProperty, Display(Name = "Your password"), DataType(DataType.Password)]
    [StringLength(1000, ErrorMessage = "A password has at most {1} characters.")]
    public string? Password { get; set; }

    /// <value>Who is logged in.</value>
    public User Member { get; private set; } = null!;

    protected UserManager<User> Users => users;

    public bool HasPassword => Member.PasswordHash is not null;

    /// <value>Whether they have to log in again, as there is no password to ask for.</value>
    public bool MustLogIn { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await users.GetUserAsync(User) is not { } member)
        {
            context.Result = Forbid();
            return;
        }
        Member = member;
        MustLogIn = !HasPassword && !await proof.IsRecentAsync();
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    /// <summary>Whether the form is right and it is they who sent it; if not, the form says what is missing.</summary>
    protected async Task<bool> IsConfirmedAsync()
    {
        if (ModelState.IsValid && await proof.FindErrorAsync(Member, Password) is { } error)
            ModelState.AddModelError(HasPassword ? nameof(Password) : "", error);
        return ModelState.IsValid;
    }
}
