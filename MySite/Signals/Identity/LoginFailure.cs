namespace MySite.Signals.Identity;

/// <summary>Why a log-in was refused.</summary>
public enum LoginFailure
{
    /// <summary>There is no user of that name.</summary>
    UnknownUser,

    /// <summary>The password is not the user's.</summary>
    InvalidPassword,

    /// <summary>The second factor's code, or the recovery code, is not right.</summary>
    InvalidCode,

    /// <summary>The passkey was not accepted.</summary>
    InvalidPasskey,

    /// <summary>The user is locked out, perhaps by this very attempt.</summary>
    LockedOut,

    /// <summary>The user may not log in yet: the address, say, is not confirmed.</summary>
    NotAllowed,

    /// <summary>No user is linked to the external login; on a first visit this is the normal case.</summary>
    NoLinkedAccount,

    /// <summary>A second factor came without a first: the cookie between the two is missing, or has expired.</summary>
    NoFirstFactor,
}
