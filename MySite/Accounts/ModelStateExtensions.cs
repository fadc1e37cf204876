using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace MySite.Accounts;

internal static class ModelStateExtensions
{
    /// <summary>Puts what went wrong at the fields that it is about.</summary>
    public static void AddErrors(this ModelStateDictionary state, IEnumerable<IdentityError> errors)
    {
        foreach (var error in errors)
            state.TryAddModelError(AccountErrors.FieldOf(error), error.Description);
    }
}
