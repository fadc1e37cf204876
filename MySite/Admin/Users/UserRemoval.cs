using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using MySite.Accounts;
using MySite.Data;
using MySite.Signals;

namespace MySite.Admin.Users;

/// <summary>Deletes a user through the manager, so that it is announced, unless a rule stands against it.</summary>
internal sealed class UserRemoval(
    SiteDbContext db, UserManager<User> users, ISignalTransaction transaction, ISignalHub hub)
{
    /// <returns>Why the user is still there; <see langword="null"/> if not.</returns>
    public Task<string?> DeleteAsync(User user, ClaimsPrincipal editor, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(async (part, _) =>
        {
            if (await db.WhyNotDeleteAsync(user, editor, cancellationToken) is { } reason)
                return reason;
            if (user is { IsSuperuser: true, IsActive: true }
                && !await db.KeepsSuperuserBesidesAsync(user, hub, cancellationToken))
                return UserRules.LastSuperuser;
            var result = await users.DeleteAsync(user);
            if (!result.Succeeded)
                return string.Join(' ', result.Errors.Select(error => error.Description));
            await part.CompleteAsync(CancellationToken.None);
            return null;
        }, cancellationToken);
}
