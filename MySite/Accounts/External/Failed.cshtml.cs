using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MySite.Accounts.External;

/// <summary>Where those come out whom the provider sent back without an identity.</summary>
internal sealed class FailedModel : PageModel
{
    public IActionResult OnGet()
    {
        TempData["LogInError"] = CallbackModel.Failed;
        return RedirectToPage("/Accounts/LogIn");
    }
}
