using Microsoft.AspNetCore.Identity;
using MySite.Data;
using MySite.Signals;

namespace MySite.Accounts.Passwords;

/// <summary>Gives a user another password, ends a lock-out and forgets failed tries: all of it or nothing.</summary>
internal sealed class NewPassword(
    UserManager<User> users, SiteDbContext db, ISignalTransaction transaction, IdentityErrorDescriber errors)
{
    /// <param name="id">Whose.</param>
    /// <param name="set">Sets it by the manager's method, for a user who is read anew.</param>
    public Task<IdentityResult> SetAsync(Guid id, Func<User, Task<IdentityResult>> set) =>
        transaction.ExecuteAsync(async (part, _) =>
        {
            // It may be a repetition: what the attempt before left in memory was never saved.
            db.ChangeTracker.Clear();
            if (await users.FindByIdAsync($"{id}") is not { } user)
                return IdentityResult.Failed(errors.ConcurrencyFailure());

            var result = await set(user);
            if (result.Succeeded && await users.IsLockedOutAsync(user))
                result = await users.SetLockoutEndDateAsync(user, null);
            if (result.Succeeded)
                result = await users.ResetAccessFailedCountAsync(user);
            if (result.Succeeded)
                await part.CompleteAsync(CancellationToken.None);
            return result;
        });
}
