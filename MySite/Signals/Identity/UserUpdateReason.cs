namespace MySite.Signals.Identity;

/// <summary>Which method of the UserManager updated a user; the members are named after the methods.</summary>
public enum UserUpdateReason
{
    /// <summary>The application changed the user itself and called <c>UpdateAsync</c>, or a method that is not listed.</summary>
    Update,

    /// <summary>The user has another name.</summary>
    SetUserName,

    /// <summary>The user has another address, which is not confirmed yet.</summary>
    SetEmail,

    /// <summary>The address was confirmed.</summary>
    ConfirmEmail,

    /// <summary>The user has another address, with a token that confirmed it.</summary>
    ChangeEmail,

    /// <summary>The user has another telephone number, which is not confirmed yet.</summary>
    SetPhoneNumber,

    /// <summary>The user has another telephone number, with a token that confirmed it.</summary>
    ChangePhoneNumber,

    /// <summary>The user, who had no password, has one.</summary>
    AddPassword,

    /// <summary>The user replaced the password, knowing the old one.</summary>
    ChangePassword,

    /// <summary>The password was replaced with a token.</summary>
    ResetPassword,

    /// <summary>The user has no password any more.</summary>
    RemovePassword,

    /// <summary>
    /// The password is the same, and its hash a newer one. A log-in does that, so it is no <c>password_changed</c>.
    /// </summary>
    PasswordRehash,

    /// <summary>The security stamp is new: every session ends at its next check.</summary>
    UpdateSecurityStamp,

    /// <summary>An external login was linked.</summary>
    AddLogin,

    /// <summary>An external login is linked no longer.</summary>
    RemoveLogin,

    /// <summary>The user has more claims.</summary>
    AddClaims,

    /// <summary>A claim took the place of another.</summary>
    ReplaceClaim,

    /// <summary>The user has fewer claims.</summary>
    RemoveClaims,

    /// <summary>The user has more roles.</summary>
    AddToRoles,

    /// <summary>The user has fewer roles.</summary>
    RemoveFromRoles,

    /// <summary>The second factor was turned on or off.</summary>
    SetTwoFactorEnabled,

    /// <summary>Whether failed attempts may lock the user out was set.</summary>
    SetLockoutEnabled,

    /// <summary>The end of a lock-out was set: an administrator locks or unlocks the user.</summary>
    SetLockoutEndDate,

    /// <summary>A failed attempt was counted, and may have locked the user out.</summary>
    AccessFailed,

    /// <summary>A log-in set the count of failed attempts back to zero.</summary>
    ResetAccessFailed,

    /// <summary>A token of a login provider was stored.</summary>
    SetAuthenticationToken,

    /// <summary>A token of a login provider was removed.</summary>
    RemoveAuthenticationToken,

    /// <summary>The authenticator app has to be set up anew.</summary>
    ResetAuthenticatorKey,

    /// <summary>The user has new recovery codes.</summary>
    GenerateRecoveryCodes,

    /// <summary>A recovery code was used up.</summary>
    RedeemRecoveryCode,

    /// <summary>The user has one more passkey.</summary>
    AddPasskey,

    /// <summary>A passkey was renamed or, at a log-in, counted.</summary>
    UpdatePasskey,

    /// <summary>The user has one passkey less.</summary>
    RemovePasskey,
}
