using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MySite.Signals.Identity;

/// <summary>
/// A SignInManager that raises <c>user_logged_in</c>, <c>user_logged_out</c>, <c>user_login_failed</c>,
/// <c>two_factor_required</c> and <c>session_rejected</c>, each once on every path. Derive your own manager from it.
/// </summary>
/// <typeparam name="TUser">The user, and the sender of the signals.</typeparam>
/// <remarks>
/// The methods below call one another. The first to be called opens an attempt, the others add what they know, and it
/// reports at most one failure. The constructor takes what the base's takes. Scoped; not meant for concurrent use.
/// </remarks>
public class SignalSignInManager<TUser>(
    UserManager<TUser> userManager,
    IHttpContextAccessor contextAccessor,
    IUserClaimsPrincipalFactory<TUser> claimsFactory,
    IOptions<IdentityOptions> optionsAccessor,
    ILogger<SignInManager<TUser>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<TUser> confirmation)
    : SignInManager<TUser>(userManager, contextAccessor, claimsFactory, optionsAccessor, logger, schemes, confirmation)
    where TUser : class
{
    private readonly LoginAttempts<TUser> _attempts = new();

    private LoginSignals<TUser> Signals => new(this);

    /// <inheritdoc/>
    public override Task<SignInResult> PasswordSignInAsync(
        string userName, string password, bool isPersistent, bool lockoutOnFailure) => AttemptAsync(
            new(LoginMethod.Password) { UserName = userName },
            () => base.PasswordSignInAsync(userName, password, isPersistent, lockoutOnFailure));

    /// <inheritdoc/>
    public override Task<SignInResult> PasswordSignInAsync(
        TUser user, string password, bool isPersistent, bool lockoutOnFailure) => AttemptAsync(
            new(LoginMethod.Password) { User = user },
            () => base.PasswordSignInAsync(user, password, isPersistent, lockoutOnFailure));

    /// <inheritdoc/>
    public override Task<SignInResult> CheckPasswordSignInAsync(TUser user, string password, bool lockoutOnFailure) =>
        AttemptAsync(
            new(LoginMethod.Password) { User = user },
            () => base.CheckPasswordSignInAsync(user, password, lockoutOnFailure));

    /// <inheritdoc/>
    public override Task<SignInResult> TwoFactorSignInAsync(
        string provider, string code, bool isPersistent, bool rememberClient) => AttemptAsync(
            new(LoginMethod.TwoFactor),
            () => base.TwoFactorSignInAsync(provider, code, isPersistent, rememberClient));

    /// <inheritdoc/>
    public override Task<SignInResult> TwoFactorAuthenticatorSignInAsync(
        string code, bool isPersistent, bool rememberClient) => AttemptAsync(
            new(LoginMethod.TwoFactorAuthenticator),
            () => base.TwoFactorAuthenticatorSignInAsync(code, isPersistent, rememberClient));

    /// <inheritdoc/>
    public override Task<SignInResult> TwoFactorRecoveryCodeSignInAsync(string recoveryCode) => AttemptAsync(
        new(LoginMethod.TwoFactorRecoveryCode),
        () => RedeemRecoveryCodeAsync(recoveryCode));

    /// <inheritdoc/>
    public override Task<SignInResult> ExternalLoginSignInAsync(
        string loginProvider, string providerKey, bool isPersistent, bool bypassTwoFactor) => AttemptAsync(
            new(LoginMethod.External) { Provider = loginProvider },
            () => base.ExternalLoginSignInAsync(loginProvider, providerKey, isPersistent, bypassTwoFactor));

    /// <inheritdoc/>
    public override Task<SignInResult> PasskeySignInAsync(string credentialJson) => AttemptAsync(
        new(LoginMethod.Passkey),
        () => base.PasskeySignInAsync(credentialJson));

    /// <inheritdoc/>
    public override async Task SignInWithClaimsAsync(
        TUser user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var claims = additionalClaims as IReadOnlyCollection<Claim> ?? [.. additionalClaims];
        await base.SignInWithClaimsAsync(user, authenticationProperties, claims).ConfigureAwait(false);
        if (!_attempts.IsQuiet)
            await Signals.LoggedInAsync(user, _attempts.Method, claims).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task RefreshSignInAsync(TUser user) => QuietlyAsync(() => base.RefreshSignInAsync(user));

    /// <inheritdoc/>
    public override async Task SignOutAsync()
    {
        if (!_attempts.IsQuiet)
            await Signals.LoggingOutAsync().ConfigureAwait(false);
        await base.SignOutAsync().ConfigureAwait(false);
    }

    internal Task QuietlyAsync(Func<Task> act) => _attempts.QuietlyAsync(act);

    internal ValueTask SessionRejectedAsync(ClaimsPrincipal principal) => Signals.SessionRejectedAsync(principal);

    /// <inheritdoc/>
    protected override async Task<SignInResult> SignInOrTwoFactorAsync(
        TUser user, bool isPersistent, string? loginProvider = null, bool bypassTwoFactor = false)
    {
        var result = await base.SignInOrTwoFactorAsync(user, isPersistent, loginProvider, bypassTwoFactor)
            .ConfigureAwait(false);
        if (result.RequiresTwoFactor)
            await Signals.TwoFactorRequiredAsync(user, _attempts.Method, loginProvider).ConfigureAwait(false);
        return result;
    }

    /// <inheritdoc/>
    protected override Task<SignInResult?> PreSignInCheck(TUser user)
    {
        _attempts.Saw(user);
        return base.PreSignInCheck(user);
    }

    /// <summary>What <see cref="TwoFactorRecoveryCodeSignInAsync"/> does within the attempt: what the base does.</summary>
    /// <param name="recoveryCode">What was typed.</param>
    /// <returns>How it ended; a refusal is announced once, with its reason.</returns>
    /// <remarks>
    /// Override it to look at the account first: Identity lets a recovery code in even where the user is locked out or may not
    /// log in, and counts no failures.
    /// </remarks>
    protected virtual Task<SignInResult> RedeemRecoveryCodeAsync(string recoveryCode) =>
        base.TwoFactorRecoveryCodeSignInAsync(recoveryCode);

    private Task<SignInResult> AttemptAsync(LoginAttempt<TUser> attempt, Func<Task<SignInResult>> act) =>
        _attempts.RunAsync(attempt, act, (refused, result) => Signals.RefusedAsync(refused, result));
}
