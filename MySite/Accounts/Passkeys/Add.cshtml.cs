using System.ComponentModel.DataAnnotations;
using System.Net.Mime;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using MySite.Accounts.Proofs;

namespace MySite.Accounts.Passkeys;

/// <summary>The script asks for the options first, with the form as it is, and then sends it with the credential.</summary>
internal sealed class AddModel(UserManager<User> users, SignInManager<User> signIn, Proof proof, TimeProvider clock)
    : ConfirmedPageModel(users, proof)
{
    public const int MaxCount = 20;

    private const int MaxCredential = 100_000;
    private const string Refused = "This passkey was not taken. Try again.";

    [BindProperty, Display(Name = "Name"), Required(ErrorMessage = "Enter a name for the passkey.")]
    [StringLength(PasskeyName.MaxLength, ErrorMessage = "A name has at most {1} characters.")]
    public string Name { get; set; } = "";

    [BindProperty]
    public string? Credential { get; set; }

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostOptionsAsync() =>
        await IsAllowedAsync()
            ? Content(await signIn.MakePasskeyCreationOptionsAsync(Entity()), MediaTypeNames.Application.Json)
            : BadRequest(string.Join(
                ' ', ModelState.Values.SelectMany(value => value.Errors).Select(error => error.ErrorMessage)));

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await IsAllowedAsync())
            return Page();
        if (await MakeAsync() is not { } passkey)
        {
            ModelState.AddModelError("", Refused);
            return Page();
        }

        passkey.Name = Name.Trim();
        if (!(await Users.AddOrUpdatePasskeyAsync(Member, passkey)).Succeeded)
        {
            ModelState.AddModelError("", "Your account was changed at the same moment. Try again.");
            return Page();
        }
        await signIn.RefreshSignInAsync(Member);
        TempData["Message"] = $"The passkey {passkey.Name} is added.";
        return RedirectToPage("Index");
    }

    private async Task<bool> IsAllowedAsync()
    {
        if ((await Users.GetPasskeysAsync(Member)).Count >= MaxCount)
            ModelState.AddModelError("", $"You have {MaxCount} passkeys, which is all that an account takes.");
        return await IsConfirmedAsync();
    }

    private async Task<UserPasskeyInfo?> MakeAsync()
    {
        if (Credential is not { Length: > 0 and <= MaxCredential })
            return null;
        try
        {
            var made = await signIn.PerformPasskeyAttestationAsync(Credential);
            return made.Succeeded && made.UserEntity.Id == Entity().Id ? made.Passkey.CreatedOn(clock.GetUtcNow()) : null;
        }
        catch (InvalidOperationException)
        {
            // Nobody asked for options, or so long ago that the cookie with them is gone.
            return null;
        }
    }

    private PasskeyUserEntity Entity() =>
        new() { Id = Member.Id.ToString(), Name = Member.UserName ?? "", DisplayName = Member.UserName ?? "" };
}
