using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MySite.Signals.Identity;

/// <summary>
/// Keeps a stale "remember this browser" cookie, which is looked at in the middle of a log-in, from passing for a log-out.
/// It is no session, so nothing is raised.
/// </summary>
/// <typeparam name="TUser">The user.</typeparam>
public class SignalTwoFactorSecurityStampValidator<TUser>(
    IOptions<SecurityStampValidatorOptions> options, SignInManager<TUser> signInManager, ILoggerFactory logger)
    : TwoFactorSecurityStampValidator<TUser>(options, signInManager, logger)
    where TUser : class
{
    /// <inheritdoc/>
    public override Task ValidateAsync(CookieValidatePrincipalContext context) =>
        SignInManager is SignalSignInManager<TUser> signals
            ? signals.QuietlyAsync(() => base.ValidateAsync(context))
            : base.ValidateAsync(context);
}
