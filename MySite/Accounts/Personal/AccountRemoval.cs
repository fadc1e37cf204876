using Microsoft.AspNetCore.Identity;
using MySite.Data;
using MySite.Signals;

namespace MySite.Accounts.Personal;

/// <summary>Deletes somebody's own account, and all that goes along, in one transaction.</summary>
internal sealed class AccountRemoval(
    SiteDbContext db, UserManager<User> users, ISignalTransaction transaction, ISignalHub hub)
{
    /// <returns>Why the account is still there; <see langword="null"/> if it is not.</returns>
    public Task<string?> DeleteAsync(User user, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(async (part, _) =>
        {
            if (user is { IsSuperuser: true, IsActive: true }
                && !await db.KeepsSuperuserBesidesAsync(user, hub, cancellationToken))
                return Superusers.Last;
            var result = await users.DeleteAsync(user);
            if (!result.Succeeded)
                return string.Join(' ', result.Errors.Select(error => error.Description));
            await part.CompleteAsync(CancellationToken.None);
            return null;
        }, cancellationToken);
}
