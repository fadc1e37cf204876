using Microsoft.AspNetCore.Identity;

namespace MySite.Signals.Identity;

/// <summary>
/// What is known so far about one log-in, from the method that the application called to the last one that this calls.
/// </summary>
internal sealed class LoginAttempt<TUser>(LoginMethod method)
    where TUser : class
{
    public LoginMethod Method => method;

    public string? UserName { get; init; }

    public string? Provider { get; init; }

    public TUser? User { get; set; }

    public bool IsTwoFactor => method is LoginMethod.TwoFactor or LoginMethod.TwoFactorAuthenticator
        or LoginMethod.TwoFactorRecoveryCode;

    public LoginFailure Reason(SignInResult result) => result switch
    {
        { IsLockedOut: true } => LoginFailure.LockedOut,
        { IsNotAllowed: true } => LoginFailure.NotAllowed,
        _ when method == LoginMethod.External => LoginFailure.NoLinkedAccount,
        _ when method == LoginMethod.Passkey => LoginFailure.InvalidPasskey,
        _ when IsTwoFactor => User is null ? LoginFailure.NoFirstFactor : LoginFailure.InvalidCode,
        _ => User is null ? LoginFailure.UnknownUser : LoginFailure.InvalidPassword,
    };
}
