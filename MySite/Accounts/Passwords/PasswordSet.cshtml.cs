using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using MySite.Accounts.Proofs;

namespace MySite.Accounts.Passwords;

/// <summary>A password for who has none, and so cannot be asked for it: a log-in of a moment ago stands for it.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class PasswordSetModel(
    UserManager<User> users, SignInManager<User> signIn, NewPassword password, Proof proof,
    IOptions<AccountsOptions> options) : PageModel
{
    [BindProperty]
    public NewPasswordInput Input { get; set; } = new();

    public bool IsRecent { get; private set; }

    public double Minutes => options.Value.RecentLogIn.TotalMinutes;

    public async Task<IActionResult> OnGetAsync()
    {
        IsRecent = await proof.IsRecentAsync();
        return await users.GetUserAsync(User) switch
        {
            null => Challenge(),
            { PasswordHash: not null } => RedirectToPage("PasswordChange"),
            _ => Page(),
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var answer = await OnGetAsync();
        if (answer is not PageResult || !IsRecent || !ModelState.IsValid)
            return answer;

        var id = Guid.Parse(users.GetUserId(User)!);
        var result = await password.SetAsync(
            id, Input.Password, user => users.AddPasswordAsync(user, Input.Password));
        ModelState.AddErrors(result.Errors);
        if (!result.Succeeded)
            return answer;

        if (await users.GetUserAsync(User) is { } now)
            await signIn.RefreshSignInAsync(now);
        return RedirectToPage("PasswordChangeDone");
    }
}
