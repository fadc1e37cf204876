using System.Net.Mime;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Accounts.Proofs;
using MySite.Signals;

namespace MySite.Accounts.Personal;

[Authorize]
[ResponseCache(NoStore = true)]
internal sealed class MyDataModel(UserManager<User> users, Proof proof, ISignalSender signals) : PageModel
{
    [BindProperty]
    public ProofInput Input { get; set; } = new();

    public User Account { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Forbid();
        Account = user;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Forbid();

        Account = user;
        if (ModelState.IsValid && await proof.FindErrorAsync(user, Input.Password) is { } error)
            ModelState.AddModelError(Proof.FieldOf(user), error);
        if (!ModelState.IsValid)
            return Page();

        // A part that cannot be read fails the whole: a file with a hole in it would be a lie.
        var data = new PersonalData();
        await signals.SendAsync(
            PersonalSignals.PersonalDataAsked, new PersonalDataAsked(user.Id, data), cancellationToken: cancellationToken);
        return File(data.ToJson(), MediaTypeNames.Application.Json, "mysite-data.json");
    }
}
