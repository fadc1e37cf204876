using System.Net.Mime;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using MySite.Accounts.Proofs;
using MySite.Signals;

namespace MySite.Accounts.Personal;

internal sealed class MyDataModel(UserManager<User> users, Proof proof, ISignalSender signals) : ConfirmedPageModel(users, proof)
{
    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await IsConfirmedAsync())
            return Page();

        // A part that cannot be read fails the whole: a file with a hole in it would be a lie.
        var data = new PersonalData();
        await signals.SendAsync(
            PersonalSignals.PersonalDataAsked, new PersonalDataAsked(Member.Id, data), cancellationToken: cancellationToken);
        return File(data.ToJson(), MediaTypeNames.Application.Json, "mysite-data.json");
    }
}
