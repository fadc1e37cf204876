using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MySite.Accounts.Proofs;
using MySite.Signals.Identity;

namespace MySite.Accounts;

/// <summary>
/// Lets nobody in whose account is not active, and ends the sessions that they have. A session knows when it began.
/// </summary>
internal sealed class ActiveSignInManager(
    UserManager<User> users,
    IHttpContextAccessor context,
    IUserClaimsPrincipalFactory<User> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<User>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<User> confirmation,
    TimeProvider clock)
    : SignalSignInManager<User>(users, context, claims, options, logger, schemes, confirmation)
{
    public override async Task<bool> CanSignInAsync(User user) => user.IsActive && await base.CanSignInAsync(user);

    public override Task SignInWithClaimsAsync(
        User user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims) =>
        base.SignInWithClaimsAsync(
            user, (authenticationProperties ?? new()).WithLogInTime(clock.GetUtcNow()), additionalClaims);

    public override async Task<bool> ValidateSecurityStampAsync(User? user, string? securityStamp) =>
        user is { IsActive: true } && await base.ValidateSecurityStampAsync(user, securityStamp);

    // Identity asks nothing about the account here and counts no failures, as it does for a code of the app.
    protected override async Task<SignInResult> RedeemRecoveryCodeAsync(string recoveryCode)
    {
        if (await GetTwoFactorAuthenticationUserAsync() is not { } user)
            return SignInResult.Failed;
        if (await PreSignInCheck(user) is { } refused)
            return refused;
        var result = await base.RedeemRecoveryCodeAsync(recoveryCode);
        if (!result.Succeeded)
            await UserManager.AccessFailedAsync(user);
        return !result.Succeeded && await UserManager.IsLockedOutAsync(user) ? SignInResult.LockedOut : result;
    }
}
