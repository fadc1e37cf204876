using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using MySite.Accounts;

namespace MySite.Admin.TimeZones;

/// <summary>Where each member of the staff says where they live, whatever else they may do.</summary>
internal sealed class OwnModel(UserManager<User> users, SignInManager<User> signIn, IOptions<AdminOptions> options) : PageModel
{
    [BindProperty]
    public ZoneInput Input { get; set; } = new();

    public string Default => options.Value.TimeZone;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Forbid();
        Input.TimeZone = user.TimeZone;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Forbid();
        if (!ModelState.IsValid)
            return Page();
        user.TimeZone = KnownZones.Spelled(Input.TimeZone);
        if (!ModelState.Accept(await users.UpdateAsync(user)))
            return Page();

        await signIn.RefreshSignInAsync(user);
        TempData["Message"] = $"Times are in {user.TimeZone ?? Default} now.";
        return LocalRedirect("~/admin/timezone/");
    }
}
