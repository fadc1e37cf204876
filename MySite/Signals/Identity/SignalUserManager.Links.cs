using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace MySite.Signals.Identity;

/// <content>Roles, claims and external logins: rows beside the user's own.</content>
public partial class SignalUserManager<TUser>
{
    /// <inheritdoc/>
    public override Task<IdentityResult> AddToRoleAsync(TUser user, string role) => BecauseAsync(
        UserUpdateReason.AddToRoles, () => base.AddToRoleAsync(user, role), RolesChanged(user, [role], []));

    /// <inheritdoc/>
    public override Task<IdentityResult> AddToRolesAsync(TUser user, IEnumerable<string> roles)
    {
        ArgumentNullException.ThrowIfNull(roles);
        string[] names = [.. roles.Distinct()];
        return BecauseAsync(
            UserUpdateReason.AddToRoles, () => base.AddToRolesAsync(user, names), RolesChanged(user, names, []));
    }

    /// <inheritdoc/>
    public override Task<IdentityResult> RemoveFromRoleAsync(TUser user, string role) => BecauseAsync(
        UserUpdateReason.RemoveFromRoles, () => base.RemoveFromRoleAsync(user, role), RolesChanged(user, [], [role]));

    /// <inheritdoc/>
    public override Task<IdentityResult> RemoveFromRolesAsync(TUser user, IEnumerable<string> roles)
    {
        ArgumentNullException.ThrowIfNull(roles);
        string[] names = [.. roles.Distinct()];
        return BecauseAsync(
            UserUpdateReason.RemoveFromRoles, () => base.RemoveFromRolesAsync(user, names),
            RolesChanged(user, [], names));
    }

    /// <inheritdoc/>
    /// <remarks>The method for a single claim ends here too.</remarks>
    public override Task<IdentityResult> AddClaimsAsync(TUser user, IEnumerable<Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        Claim[] given = [.. claims];
        return BecauseAsync(
            UserUpdateReason.AddClaims, () => base.AddClaimsAsync(user, given),
            ClaimsChanged(user, [.. given.Select(UserClaim.Of)], []));
    }

    /// <inheritdoc/>
    public override async Task<IdentityResult> ReplaceClaimAsync(TUser user, Claim claim, Claim newClaim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(newClaim);
        var removed = await FindHeldAsync(user, [claim]).ConfigureAwait(false);
        UserClaim[] added = [.. removed.Select(_ => UserClaim.Of(newClaim))];
        return await BecauseAsync(
            UserUpdateReason.ReplaceClaim, () => base.ReplaceClaimAsync(user, claim, newClaim),
            ClaimsChanged(user, added, removed)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>The method for a single claim ends here too.</remarks>
    public override async Task<IdentityResult> RemoveClaimsAsync(TUser user, IEnumerable<Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        Claim[] given = [.. claims];
        var removed = await FindHeldAsync(user, given).ConfigureAwait(false);
        return await BecauseAsync(
            UserUpdateReason.RemoveClaims, () => base.RemoveClaimsAsync(user, given), ClaimsChanged(user, [], removed))
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task<IdentityResult> AddLoginAsync(TUser user, UserLoginInfo login)
    {
        ArgumentNullException.ThrowIfNull(login);
        return BecauseAsync(
            UserUpdateReason.AddLogin, () => base.AddLoginAsync(user, login),
            LoginsChanged(user, [login.LoginProvider], []));
    }

    /// <inheritdoc/>
    public override async Task<IdentityResult> RemoveLoginAsync(TUser user, string loginProvider, string providerKey)
    {
        var isLinked = IsHeard(AccountSignals.UserLoginsChanged)
            && (await GetLoginsAsync(user).ConfigureAwait(false)).Any(
                login => login.LoginProvider == loginProvider && login.ProviderKey == providerKey);
        return await BecauseAsync(
            UserUpdateReason.RemoveLogin, () => base.RemoveLoginAsync(user, loginProvider, providerKey),
            isLinked ? LoginsChanged(user, [], [loginProvider]) : null).ConfigureAwait(false);
    }

    // A store removes what is there and is silent about the rest.
    private async Task<UserClaim[]> FindHeldAsync(TUser user, Claim[] claims)
    {
        if (!IsHeard(AccountSignals.UserClaimsChanged))
            return [];
        var given = claims.Select(UserClaim.Of).ToHashSet();
        return [.. (await GetClaimsAsync(user).ConfigureAwait(false)).Select(UserClaim.Of).Where(given.Contains)];
    }

    private Func<ValueTask<Announcement?>> RolesChanged(TUser user, string[] added, string[] removed) => async () =>
        IsHeard(AccountSignals.UserRolesChanged) && added.Length + removed.Length > 0
            ? Announcement.Of(AccountSignals.UserRolesChanged, new UserRolesChanged(
                await GetUserIdAsync(user).ConfigureAwait(false),
                await GetUserNameAsync(user).ConfigureAwait(false),
                added, removed))
            : null;

    private Func<ValueTask<Announcement?>> ClaimsChanged(TUser user, UserClaim[] added, UserClaim[] removed) => async () =>
        IsHeard(AccountSignals.UserClaimsChanged) && added.Length + removed.Length > 0
            ? Announcement.Of(AccountSignals.UserClaimsChanged, new UserClaimsChanged(
                await GetUserIdAsync(user).ConfigureAwait(false),
                await GetUserNameAsync(user).ConfigureAwait(false),
                added, removed))
            : null;

    private Func<ValueTask<Announcement?>> LoginsChanged(TUser user, string[] added, string[] removed) => async () =>
        IsHeard(AccountSignals.UserLoginsChanged)
            ? Announcement.Of(AccountSignals.UserLoginsChanged, new UserLoginsChanged(
                await GetUserIdAsync(user).ConfigureAwait(false),
                await GetUserNameAsync(user).ConfigureAwait(false),
                await FindEmailAsync(user).ConfigureAwait(false),
                added, removed))
            : null;
}
