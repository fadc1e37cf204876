using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MySite.Signals.Identity;

/// <summary>Keeps a session that ends because its security stamp is stale from passing for a log-out.</summary>
/// <typeparam name="TUser">The user.</typeparam>
public class SignalSecurityStampValidator<TUser>(
    IOptions<SecurityStampValidatorOptions> options, SignInManager<TUser> signInManager, ILoggerFactory logger)
    : SecurityStampValidator<TUser>(options, signInManager, logger)
    where TUser : class
{
    /// <inheritdoc/>
    public override Task ValidateAsync(CookieValidatePrincipalContext context) =>
        SignInManager is SignalSignInManager<TUser> signals
            ? signals.QuietlyAsync(() => base.ValidateAsync(context))
            : base.ValidateAsync(context);
}
