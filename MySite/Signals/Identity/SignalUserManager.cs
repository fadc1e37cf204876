using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MySite.Signals.Identity;

/// <summary>
/// A UserManager that raises those of the <see cref="AccountSignals"/> that are about what is stored of a user. Derive
/// your own manager from it.
/// </summary>
/// <typeparam name="TUser">The user, and the sender of the signals.</typeparam>
/// <remarks>
/// The signals are sent inside a transaction that the manager opens, or joins, if anybody listens; the first error of a
/// receiver gets out, so that a caller who sees an error knows that nothing was stored. Two exceptions, in which errors
/// of receivers are logged instead: where no source of signals knows the database, there is nothing to roll back; and
/// what a log-in notes by itself (<c>AccessFailed</c>, <c>ResetAccessFailed</c>, <c>PasswordRehash</c>,
/// <c>UpdatePasskey</c>) stays, for a receiver that fails must not turn the lock-out off. A failed
/// <see cref="IdentityResult"/> raises nothing. The constructor takes what the base's takes. Scoped and, like its base,
/// not meant for concurrent use.
/// </remarks>
public partial class SignalUserManager<TUser>(
    IUserStore<TUser> store,
    IOptions<IdentityOptions> optionsAccessor,
    IPasswordHasher<TUser> passwordHasher,
    IEnumerable<IUserValidator<TUser>> userValidators,
    IEnumerable<IPasswordValidator<TUser>> passwordValidators,
    ILookupNormalizer keyNormalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<UserManager<TUser>> logger)
    : UserManager<TUser>(
        store, optionsAccessor, passwordHasher, userValidators, passwordValidators, keyNormalizer, errors, services,
        logger)
    where TUser : class
{
    private UserUpdate? _update;

    /// <inheritdoc/>
    /// <remarks>The overload with a password ends here too.</remarks>
    public override Task<IdentityResult> CreateAsync(TUser user) =>
        IsHeard(AccountSignals.UserCreated)
            ? AnnounceAsync(() => base.CreateAsync(user), async () => [Announcement.Of(
                AccountSignals.UserCreated, new UserCreated(
                    await GetUserIdAsync(user).ConfigureAwait(false),
                    await GetUserNameAsync(user).ConfigureAwait(false),
                    await FindEmailAsync(user).ConfigureAwait(false)))])
            : base.CreateAsync(user);

    /// <inheritdoc/>
    public override async Task<IdentityResult> DeleteAsync(TUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!IsHeard(AccountSignals.UserDeleted))
            return await base.DeleteAsync(user).ConfigureAwait(false);

        var deleted = Announcement.Of(AccountSignals.UserDeleted, new UserDeleted(
            await GetUserIdAsync(user).ConfigureAwait(false),
            await GetUserNameAsync(user).ConfigureAwait(false),
            await FindEmailAsync(user).ConfigureAwait(false)));
        return await AnnounceAsync(() => base.DeleteAsync(user), () => Task.FromResult<List<Announcement>>([deleted]))
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>Every method that changes a user ends here, once.</remarks>
    protected override async Task<IdentityResult> UpdateUserAsync(TUser user)
    {
        // Taken: what a receiver does with this manager has reasons of its own.
        var update = _update;
        _update = null;
        List<Announcement>? found = null;
        if (IsHeard(AccountSignals.UserUpdated))
            (found ??= []).Add(Announcement.Of(AccountSignals.UserUpdated, new UserUpdated(
                await GetUserIdAsync(user).ConfigureAwait(false),
                await GetUserNameAsync(user).ConfigureAwait(false),
                await FindEmailAsync(user).ConfigureAwait(false),
                update?.Reason ?? UserUpdateReason.Update)));
        if (update?.FindMore is { } findMore && await findMore().ConfigureAwait(false) is { } more)
            (found ??= []).Add(more);

        return found is null
            ? await base.UpdateUserAsync(user).ConfigureAwait(false)
            : await AnnounceAsync(
                () => base.UpdateUserAsync(user), () => Task.FromResult(found), update?.IsBookkeeping is true)
                .ConfigureAwait(false);
    }

    private bool IsHeard<TPayload>(Signal<TPayload> signal) =>
        ServiceProvider.GetRequiredService<ISignalHub>().HasReceivers(signal, typeof(TUser));

    private async Task<T> BecauseAsync<T>(
        UserUpdateReason reason, Func<Task<T>> act, Func<ValueTask<Announcement?>>? findMore = null)
    {
        var outer = _update;
        _update = new UserUpdate(reason, findMore);
        try
        {
            return await act().ConfigureAwait(false);
        }
        finally
        {
            _update = outer;
        }
    }

    private Task<IdentityResult> AnnounceAsync(
        Func<Task<IdentityResult>> act, Func<Task<List<Announcement>>> describe, bool robustly = false) =>
        InTransactionAsync(async () =>
        {
            var result = await act().ConfigureAwait(false);
            if (!result.Succeeded)
                return result;

            var signals = ServiceProvider.GetRequiredService<ISignalSender>();
            var isUndone = ServiceProvider.GetRequiredService<ISignalTransaction>().IsOpen && !robustly;
            foreach (var announcement in await describe().ConfigureAwait(false))
                if (isUndone)
                    await announcement.SendAsync(signals, typeof(TUser), CancellationToken).ConfigureAwait(false);
                else
                    await announcement.SendRobustAsync(signals, typeof(TUser), CancellationToken).ConfigureAwait(false);
            return result;
        });

    private Task<IdentityResult> InTransactionAsync(Func<Task<IdentityResult>> act) =>
        ServiceProvider.GetRequiredService<ISignalTransaction>().ExecuteAsync(
            async (part, _) =>
            {
                var result = await act().ConfigureAwait(false);
                if (result.Succeeded)
                    await part.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
                return result;
            },
            CancellationToken);

    private async Task<string?> FindEmailAsync(TUser user) =>
        SupportsUserEmail ? await GetEmailAsync(user).ConfigureAwait(false) : null;
}
