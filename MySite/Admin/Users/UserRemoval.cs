using System.Security.Claims;
using MySite.Accounts;
using MySite.Accounts.Personal;
using MySite.Data;

namespace MySite.Admin.Users;

/// <summary>Deletes a user, as their owners do, unless a rule of the staff stands against it.</summary>
internal sealed class UserRemoval(SiteDbContext db, AccountRemoval removal)
{
    /// <returns>Why the user is still there; <see langword="null"/> if not.</returns>
    public Task<string?> DeleteAsync(User user, ClaimsPrincipal editor, CancellationToken cancellationToken) =>
        removal.DeleteAsync(user, cancellationToken, () => db.WhyNotDeleteAsync(user, editor, cancellationToken));
}
