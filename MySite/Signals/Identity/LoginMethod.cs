namespace MySite.Signals.Identity;

/// <summary>How somebody logs in.</summary>
public enum LoginMethod
{
    /// <summary>The application signed the user in by its own decision, after the sign-up for example.</summary>
    Direct,

    /// <summary>By password.</summary>
    Password,

    /// <summary>By a code that was sent, as the second factor.</summary>
    TwoFactor,

    /// <summary>By a code from an authenticator app, as the second factor.</summary>
    TwoFactorAuthenticator,

    /// <summary>By a recovery code, in place of the second factor.</summary>
    TwoFactorRecoveryCode,

    /// <summary>Through an external login provider.</summary>
    External,

    /// <summary>By passkey.</summary>
    Passkey,
}
