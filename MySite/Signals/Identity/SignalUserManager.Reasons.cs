using Microsoft.AspNetCore.Identity;

namespace MySite.Signals.Identity;

/// <content>The methods that only have a reason to give.</content>
public partial class SignalUserManager<TUser>
{
    /// <inheritdoc/>
    public override Task<IdentityResult> SetUserNameAsync(TUser user, string? userName) =>
        BecauseAsync(UserUpdateReason.SetUserName, () => base.SetUserNameAsync(user, userName));

    /// <inheritdoc/>
    public override Task<IdentityResult> SetEmailAsync(TUser user, string? email) =>
        BecauseAsync(UserUpdateReason.SetEmail, () => base.SetEmailAsync(user, email));

    /// <inheritdoc/>
    public override Task<IdentityResult> ConfirmEmailAsync(TUser user, string token) =>
        BecauseAsync(UserUpdateReason.ConfirmEmail, () => base.ConfirmEmailAsync(user, token));

    /// <inheritdoc/>
    public override Task<IdentityResult> ChangeEmailAsync(TUser user, string newEmail, string token) =>
        BecauseAsync(UserUpdateReason.ChangeEmail, () => base.ChangeEmailAsync(user, newEmail, token));

    /// <inheritdoc/>
    public override Task<IdentityResult> SetPhoneNumberAsync(TUser user, string? phoneNumber) =>
        BecauseAsync(UserUpdateReason.SetPhoneNumber, () => base.SetPhoneNumberAsync(user, phoneNumber));

    /// <inheritdoc/>
    public override Task<IdentityResult> ChangePhoneNumberAsync(TUser user, string phoneNumber, string token) =>
        BecauseAsync(UserUpdateReason.ChangePhoneNumber, () => base.ChangePhoneNumberAsync(user, phoneNumber, token));

    /// <inheritdoc/>
    /// <remarks>A comparison is no log-in; it updates the user only where the stored hash is outdated.</remarks>
    public override Task<bool> CheckPasswordAsync(TUser user, string password) =>
        BecauseAsync(UserUpdateReason.PasswordRehash, () => base.CheckPasswordAsync(user, password));

    /// <inheritdoc/>
    public override Task<IdentityResult> UpdateSecurityStampAsync(TUser user) =>
        BecauseAsync(UserUpdateReason.UpdateSecurityStamp, () => base.UpdateSecurityStampAsync(user));

    /// <inheritdoc/>
    public override Task<IdentityResult> SetTwoFactorEnabledAsync(TUser user, bool enabled) =>
        BecauseAsync(UserUpdateReason.SetTwoFactorEnabled, () => base.SetTwoFactorEnabledAsync(user, enabled));

    /// <inheritdoc/>
    public override Task<IdentityResult> ResetAccessFailedCountAsync(TUser user) =>
        BecauseAsync(UserUpdateReason.ResetAccessFailed, () => base.ResetAccessFailedCountAsync(user));

    /// <inheritdoc/>
    public override Task<IdentityResult> SetAuthenticationTokenAsync(
        TUser user, string loginProvider, string tokenName, string? tokenValue) => BecauseAsync(
            UserUpdateReason.SetAuthenticationToken,
            () => base.SetAuthenticationTokenAsync(user, loginProvider, tokenName, tokenValue));

    /// <inheritdoc/>
    public override Task<IdentityResult> RemoveAuthenticationTokenAsync(
        TUser user, string loginProvider, string tokenName) => BecauseAsync(
            UserUpdateReason.RemoveAuthenticationToken,
            () => base.RemoveAuthenticationTokenAsync(user, loginProvider, tokenName));

    /// <inheritdoc/>
    public override Task<IdentityResult> ResetAuthenticatorKeyAsync(TUser user) =>
        BecauseAsync(UserUpdateReason.ResetAuthenticatorKey, () => base.ResetAuthenticatorKeyAsync(user));

    /// <inheritdoc/>
    public override Task<IEnumerable<string>?> GenerateNewTwoFactorRecoveryCodesAsync(TUser user, int number) =>
        BecauseAsync(
            UserUpdateReason.GenerateRecoveryCodes, () => base.GenerateNewTwoFactorRecoveryCodesAsync(user, number));

    /// <inheritdoc/>
    public override Task<IdentityResult> RedeemTwoFactorRecoveryCodeAsync(TUser user, string code) =>
        BecauseAsync(UserUpdateReason.RedeemRecoveryCode, () => base.RedeemTwoFactorRecoveryCodeAsync(user, code));
}
