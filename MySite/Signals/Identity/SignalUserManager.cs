using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MySite.Signals.Identity;

/// <summary>
/// A UserManager that raises <c>user_created</c> and <c>user_deleted</c>. Derive your own manager from it.
/// </summary>
/// <typeparam name="TUser">The user, and the sender of the signals.</typeparam>
/// <remarks>
/// Both signals are sent inside a transaction that the manager opens, or joins, if anybody listens; the first error of
/// a receiver gets out, so that a caller who sees an error knows that nothing was stored. Where no source of signals
/// knows the database, there is nothing to roll back, and errors of receivers are logged instead. A failed
/// <see cref="IdentityResult"/> raises nothing. The constructor takes what the base's takes. Scoped and, like its base,
/// not meant for concurrent use.
/// </remarks>
public class SignalUserManager<TUser>(
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
    /// <inheritdoc/>
    /// <remarks>The overload with a password ends here too.</remarks>
    public override Task<IdentityResult> CreateAsync(TUser user) =>
        IsHeard(AccountSignals.UserCreated)
            ? AnnounceAsync(AccountSignals.UserCreated, () => base.CreateAsync(user), async () => new UserCreated(
                await GetUserIdAsync(user).ConfigureAwait(false),
                await GetUserNameAsync(user).ConfigureAwait(false),
                await FindEmailAsync(user).ConfigureAwait(false)))
            : base.CreateAsync(user);

    /// <inheritdoc/>
    public override async Task<IdentityResult> DeleteAsync(TUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!IsHeard(AccountSignals.UserDeleted))
            return await base.DeleteAsync(user).ConfigureAwait(false);

        var deleted = new UserDeleted(
            await GetUserIdAsync(user).ConfigureAwait(false),
            await GetUserNameAsync(user).ConfigureAwait(false),
            await FindEmailAsync(user).ConfigureAwait(false));
        return await AnnounceAsync(
            AccountSignals.UserDeleted, () => base.DeleteAsync(user), () => Task.FromResult(deleted))
            .ConfigureAwait(false);
    }

    private bool IsHeard<TPayload>(Signal<TPayload> signal) =>
        ServiceProvider.GetRequiredService<ISignalHub>().HasReceivers(signal, typeof(TUser));

    private Task<IdentityResult> AnnounceAsync<TPayload>(
        Signal<TPayload> signal, Func<Task<IdentityResult>> act, Func<Task<TPayload>> describe)
    {
        var transaction = ServiceProvider.GetRequiredService<ISignalTransaction>();
        return transaction.ExecuteAsync(
            async (part, _) =>
            {
                var result = await act().ConfigureAwait(false);
                if (!result.Succeeded)
                    return result;

                var payload = await describe().ConfigureAwait(false);
                var sender = ServiceProvider.GetRequiredService<ISignalSender>();
                if (transaction.IsOpen)
                    await sender.SendAsync(signal, payload, typeof(TUser), CancellationToken).ConfigureAwait(false);
                else
                    await sender.SendRobustAsync(signal, payload, typeof(TUser), CancellationToken).ConfigureAwait(false);
                await part.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
                return result;
            },
            CancellationToken);
    }

    private async Task<string?> FindEmailAsync(TUser user) =>
        SupportsUserEmail ? await GetEmailAsync(user).ConfigureAwait(false) : null;
}
