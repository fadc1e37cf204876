using Microsoft.AspNetCore.Identity;
using MySite.Data;
using MySite.Signals;

namespace MySite.Accounts.Personal;

/// <summary>Deletes an account and all that goes along, in one transaction, through the manager, which announces it.</summary>
internal sealed class AccountRemoval(
    SiteDbContext db, UserManager<User> users, ISignalTransaction transaction, ISignalHub hub)
{
    /// <param name="user">The account.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <param name="whyNot">What else may stand against it, asked in the transaction.</param>
    /// <returns>Why the account is still there; <see langword="null"/> if it is not.</returns>
    public Task<string?> DeleteAsync(
        User user, CancellationToken cancellationToken, Func<Task<string?>>? whyNot = null) =>
        transaction.ExecuteAsync(async (part, _) =>
        {
            if (whyNot is not null && await whyNot() is { } reason)
                return reason;
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
