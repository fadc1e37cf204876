using Microsoft.AspNetCore.Identity;
using MySite.Data;
using MySite.Signals;

namespace MySite.Accounts.Passwords;

/// <summary>Gives a user another password, ends a lock-out and forgets failed tries: all of it or nothing.</summary>
internal sealed class NewPassword(
    UserManager<User> users, SiteDbContext db, ISignalTransaction transaction, IdentityErrorDescriber errors)
{
    /// <param name="id">Whose.</param>
    /// <param name="password">The new one.</param>
    /// <param name="set">Sets it by the manager's method, for a user who is read anew.</param>
    /// <param name="old">The one before, if the method compares it.</param>
    public async Task<IdentityResult> SetAsync(
        Guid id, string password, Func<User, Task<IdentityResult>> set, string? old = null)
    {
        var hasher = users.PasswordHasher;
        users.PasswordHasher = new RememberingHasher(hasher);
        try
        {
            await ComputeAsync(id, password, old);
            return await transaction.ExecuteAsync((part, _) => SetAsync(part, id, set));
        }
        finally
        {
            users.PasswordHasher = hasher;
        }
    }

    // Ahead of the transaction: SQLite would let nobody else write meanwhile.
    private async Task ComputeAsync(Guid id, string password, string? old)
    {
        if (await users.FindByIdAsync($"{id}") is not { } user)
            return;
        var isRefused = old is not null && (user.PasswordHash is not { } hash
            || users.PasswordHasher.VerifyHashedPassword(user, hash, old) == PasswordVerificationResult.Failed);
        if (!isRefused)
            users.PasswordHasher.HashPassword(user, password);
    }

    private async Task<IdentityResult> SetAsync(ISignalTransactionPart part, Guid id, Func<User, Task<IdentityResult>> set)
    {
        // What is in memory was read before, or is of an attempt that was not saved.
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
    }
}
