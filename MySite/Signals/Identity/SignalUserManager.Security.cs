using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;

namespace MySite.Signals.Identity;

/// <content>Passwords, lock-outs and passkeys: what a user wants to be warned of.</content>
public partial class SignalUserManager<TUser>
{
    /// <inheritdoc/>
    public override Task<IdentityResult> AddPasswordAsync(TUser user, string password) => BecauseAsync(
        UserUpdateReason.AddPassword, () => base.AddPasswordAsync(user, password), Changed(user, PasswordChange.Added));

    /// <inheritdoc/>
    public override Task<IdentityResult> ChangePasswordAsync(TUser user, string currentPassword, string newPassword) =>
        BecauseAsync(
            UserUpdateReason.ChangePassword,
            () => base.ChangePasswordAsync(user, currentPassword, newPassword),
            Changed(user, PasswordChange.Changed));

    /// <inheritdoc/>
    public override Task<IdentityResult> ResetPasswordAsync(TUser user, string token, string newPassword) =>
        BecauseAsync(
            UserUpdateReason.ResetPassword,
            () => base.ResetPasswordAsync(user, token, newPassword),
            Changed(user, PasswordChange.Reset));

    /// <inheritdoc/>
    public override async Task<IdentityResult> RemovePasswordAsync(TUser user)
    {
        var announced = IsHeard(AccountSignals.PasswordChanged) && await HasPasswordAsync(user).ConfigureAwait(false)
            ? Changed(user, PasswordChange.Removed)
            : null;
        return await BecauseAsync(
            UserUpdateReason.RemovePassword, () => base.RemovePasswordAsync(user), announced).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task<IdentityResult> AccessFailedAsync(TUser user) => LockAsync(
        user, UserUpdateReason.AccessFailed, LockoutCause.FailedAttempts, () => base.AccessFailedAsync(user));

    /// <inheritdoc/>
    public override Task<IdentityResult> SetLockoutEndDateAsync(TUser user, DateTimeOffset? lockoutEnd) => LockAsync(
        user, UserUpdateReason.SetLockoutEndDate, LockoutCause.Administrative,
        () => base.SetLockoutEndDateAsync(user, lockoutEnd));

    /// <inheritdoc/>
    public override Task<IdentityResult> SetLockoutEnabledAsync(TUser user, bool enabled) => LockAsync(
        user, UserUpdateReason.SetLockoutEnabled, LockoutCause.Administrative,
        () => base.SetLockoutEnabledAsync(user, enabled));

    /// <inheritdoc/>
    /// <remarks>A log-in by passkey calls this as well, to count it.</remarks>
    public override async Task<IdentityResult> AddOrUpdatePasskeyAsync(TUser user, UserPasskeyInfo passkey)
    {
        ArgumentNullException.ThrowIfNull(passkey);
        if (!SupportsUserPasskey || !(IsHeard(AccountSignals.PasskeyAdded) || IsHeard(AccountSignals.UserUpdated)))
            return await base.AddOrUpdatePasskeyAsync(user, passkey).ConfigureAwait(false);

        if (await GetPasskeyAsync(user, passkey.CredentialId).ConfigureAwait(false) is not null)
            return await BecauseInTransactionAsync(
                UserUpdateReason.UpdatePasskey, () => base.AddOrUpdatePasskeyAsync(user, passkey)).ConfigureAwait(false);

        var added = !IsHeard(AccountSignals.PasskeyAdded) ? null : Announcement.Of(
            AccountSignals.PasskeyAdded, new PasskeyAdded(
                await GetUserIdAsync(user).ConfigureAwait(false),
                await GetUserNameAsync(user).ConfigureAwait(false),
                await FindEmailAsync(user).ConfigureAwait(false),
                Base64Url.EncodeToString(passkey.CredentialId), passkey.Name));
        return await BecauseInTransactionAsync(
            UserUpdateReason.AddPasskey, () => base.AddOrUpdatePasskeyAsync(user, passkey), () => new(added))
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task<IdentityResult> RemovePasskeyAsync(TUser user, byte[] credentialId)
    {
        if (!SupportsUserPasskey || !(IsHeard(AccountSignals.PasskeyRemoved) || IsHeard(AccountSignals.UserUpdated)))
            return await base.RemovePasskeyAsync(user, credentialId).ConfigureAwait(false);

        var removed = IsHeard(AccountSignals.PasskeyRemoved)
            && await GetPasskeyAsync(user, credentialId).ConfigureAwait(false) is { } passkey
            ? Announcement.Of(AccountSignals.PasskeyRemoved, new PasskeyRemoved(
                await GetUserIdAsync(user).ConfigureAwait(false),
                await GetUserNameAsync(user).ConfigureAwait(false),
                await FindEmailAsync(user).ConfigureAwait(false),
                Base64Url.EncodeToString(credentialId), passkey.Name))
            : null;
        return await BecauseInTransactionAsync(
            UserUpdateReason.RemovePasskey, () => base.RemovePasskeyAsync(user, credentialId), () => new(removed))
            .ConfigureAwait(false);
    }

    // Entity Framework's store saves a passkey by itself, ahead of the user.
    private Task<IdentityResult> BecauseInTransactionAsync(
        UserUpdateReason reason, Func<Task<IdentityResult>> act, Func<ValueTask<Announcement?>>? findMore = null) =>
        InTransactionAsync(() => BecauseAsync(reason, act, findMore));

    private Func<ValueTask<Announcement?>> Changed(TUser user, PasswordChange change) => async () =>
        IsHeard(AccountSignals.PasswordChanged)
            ? Announcement.Of(AccountSignals.PasswordChanged, new PasswordChanged(
                await GetUserIdAsync(user).ConfigureAwait(false),
                await GetUserNameAsync(user).ConfigureAwait(false),
                await FindEmailAsync(user).ConfigureAwait(false),
                change))
            : null;

    private async Task<IdentityResult> LockAsync(
        TUser user, UserUpdateReason reason, LockoutCause cause, Func<Task<IdentityResult>> act)
    {
        if (!SupportsUserLockout || !(IsHeard(AccountSignals.UserLockedOut) || IsHeard(AccountSignals.UserUnlocked)))
            return await BecauseAsync(reason, act).ConfigureAwait(false);

        var was = await IsLockedOutAsync(user).ConfigureAwait(false);
        return await BecauseAsync(reason, act, async () => (was, await IsLockedOutAsync(user).ConfigureAwait(false)) switch
        {
            (false, true) when IsHeard(AccountSignals.UserLockedOut) => Announcement.Of(
                AccountSignals.UserLockedOut, new UserLockedOut(
                    await GetUserIdAsync(user).ConfigureAwait(false),
                    await GetUserNameAsync(user).ConfigureAwait(false),
                    await FindEmailAsync(user).ConfigureAwait(false),
                    cause,
                    await GetLockoutEndDateAsync(user).ConfigureAwait(false))),
            (true, false) when IsHeard(AccountSignals.UserUnlocked) => Announcement.Of(
                AccountSignals.UserUnlocked, new UserUnlocked(
                    await GetUserIdAsync(user).ConfigureAwait(false),
                    await GetUserNameAsync(user).ConfigureAwait(false),
                    await FindEmailAsync(user).ConfigureAwait(false))),
            _ => null,
        }).ConfigureAwait(false);
    }
}
