using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Accounts;
using MySite.Admin.Models;

namespace MySite.Admin;

/// <summary>What the pages for users and for groups have in common.</summary>
internal static class AccountPageExtensions
{
    /// <summary>Puts what went wrong at the fields that it is about.</summary>
    /// <returns>Whether nothing did.</returns>
    public static bool Accept(this ModelStateDictionary state, IEnumerable<IdentityError> errors)
    {
        state.AddErrors(errors.DistinctBy(error => error.Description));
        return state.IsValid;
    }

    /// <inheritdoc cref="Accept(ModelStateDictionary, IEnumerable{IdentityError})"/>
    public static bool Accept(this ModelStateDictionary state, IdentityResult result) => state.Accept(result.Errors);

    /// <summary>Where the button leads that was pressed; the names are Django's.</summary>
    public static IActionResult AfterSaving(this PageModel page, ModelAdmin model, Guid id) =>
        page.Request.Form.ContainsKey("_addanother") ? page.RedirectToPage("Add")
        : page.Request.Form.ContainsKey("_continue") ? page.RedirectToPage("Change", new { id })
        : page.LocalRedirect($"~/admin/{model.App}/{model.Name}/");
}
