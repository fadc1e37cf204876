using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MySite.Data;
using MySite.Signals.Identity;

namespace MySite.Accounts;

/// <summary>Lock-outs that grow, by the site's clock; failed tries that come at once are counted one by one.</summary>
internal sealed partial class SiteUserManager(
    IUserStore<User> store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<User> hasher,
    IEnumerable<IUserValidator<User>> userValidators,
    IEnumerable<IPasswordValidator<User>> passwordValidators,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<UserManager<User>> logger,
    IOptions<AccountsOptions> accounts,
    SiteDbContext db,
    TimeProvider clock)
    : SignalUserManager<User>(
        store, options, hasher, userValidators, passwordValidators, normalizer, errors, services, logger)
{
    private const int MostConflicts = 20;

    // What the next save changes of that which Identity is about to write.
    private Action<User>? _amend;

    // Identity reads the system's clock.
    public override Task<bool> IsLockedOutAsync(User user) =>
        Task.FromResult(user.LockoutEnabled && user.LockoutEnd >= clock.GetUtcNow());

    public override Task<IdentityResult> AccessFailedAsync(User user) => AgainAsync(
        user, IdentityResult.Success, () => AmendedAsync(LockForLonger, () => base.AccessFailedAsync(user)));

    public override Task<IdentityResult> ResetAccessFailedCountAsync(User user) => AgainAsync(user, null, () =>
    {
        // Identity saves only if there is a count, and a lock-out has set it to zero.
        if (user.LockOutsInARow > 0)
            user.AccessFailedCount = Math.Max(user.AccessFailedCount, 1);
        user.LockOutsInARow = 0;
        return base.ResetAccessFailedCountAsync(user);
    });

    public override Task<IdentityResult> SetLockoutEndDateAsync(User user, DateTimeOffset? lockoutEnd)
    {
        // Who is let out again begins anew.
        if (!(lockoutEnd >= clock.GetUtcNow()))
            user.LockOutsInARow = 0;
        return base.SetLockoutEndDateAsync(user, lockoutEnd);
    }

    public override Task<bool> CheckPasswordAsync(User user, string password)
    {
        // A better hash of the same password would end all sessions.
        var stamp = user.SecurityStamp;
        return AmendedAsync(saved => saved.SecurityStamp = stamp, () => base.CheckPasswordAsync(user, password));
    }

    protected override Task<IdentityResult> UpdateUserAsync(User user)
    {
        var amend = _amend;
        _amend = null;
        amend?.Invoke(user);
        return base.UpdateUserAsync(user);
    }

    // Another try was counted at the same moment. This one counts, too, and a right one is not turned away for it.
    private async Task<IdentityResult> AgainAsync(User user, IdentityResult? ifLocked, Func<Task<IdentityResult>> act)
    {
        var result = await act();
        for (var conflict = 0; conflict < MostConflicts && IsConflict(result); conflict++)
        {
            await db.Entry(user).ReloadAsync(CancellationToken);
            if (await IsLockedOutAsync(user))
                return ifLocked ?? result;
            result = await act();
        }
        return result;
    }

    private async Task<T> AmendedAsync<T>(Action<User> amend, Func<Task<T>> act)
    {
        _amend = amend;
        try
        {
            return await act();
        }
        finally
        {
            _amend = null;
        }
    }

    private void LockForLonger(User user)
    {
        // Identity sets the count back when it locks.
        if (user.AccessFailedCount > 0)
            return;
        user.LockOutsInARow++;
        user.LockoutEnd = clock.GetUtcNow() + accounts.Value.LockOutAfter(user.LockOutsInARow);
    }

    private static bool IsConflict(IdentityResult result) =>
        result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure));
}
