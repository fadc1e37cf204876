using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MySite.Accounts.Passkeys;

[Authorize]
internal sealed class RenameModel(UserManager<User> users) : PageModel
{
    [BindProperty, Display(Name = "Name"), Required(ErrorMessage = "Enter a name for the passkey.")]
    [StringLength(PasskeyName.MaxLength, ErrorMessage = "A name has at most {1} characters.")]
    public string Name { get; set; } = "";

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await users.GetUserAsync(User) is not { } user || await users.FindPasskeyAsync(user, id) is not { } passkey)
            return NotFound();
        Name = passkey.Name ?? "";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (await users.GetUserAsync(User) is not { } user || await users.FindPasskeyAsync(user, id) is not { } passkey)
            return NotFound();
        if (!ModelState.IsValid)
            return Page();

        passkey.Name = Name.Trim();
        if (!(await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded)
        {
            ModelState.AddModelError("", "Your account was changed at the same moment. Try again.");
            return Page();
        }
        TempData["Message"] = $"The passkey is called {passkey.Name} now.";
        return RedirectToPage("Index");
    }
}
