using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Email;
using MySite.Signals;

namespace MySite.Accounts.Recovery;

/// <summary>Does the same for every address, so that neither the answer nor its time tells which accounts exist.</summary>
internal sealed class PasswordResetModel(ISignalSender signals, IdentityErrorDescriber errors) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync()
    {
        var address = Input.Email?.Trim();
        if (ModelState.IsValid && !MailAddressRules.IsAddress(address!))
            ModelState.AddModelError("Input.Email", errors.InvalidEmail(address).Description);
        if (!ModelState.IsValid)
            return Page();

        await signals.SendAsync(RecoverySignals.PasswordResetAsked, new PasswordResetAsked(address!));
        return RedirectToPage("PasswordResetDone");
    }

    internal sealed class InputModel
    {
        [Display(Name = "E-mail"), Required(ErrorMessage = "Enter your e-mail address.")]
        [StringLength(254, ErrorMessage = "An e-mail address has at most {1} characters.")]
        public string Email { get; set; } = "";
    }
}
