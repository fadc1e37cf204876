using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MySite.Signals.Identity;

/// <summary>
/// Raises <c>session_rejected</c> for a session that ends because its security stamp is stale, and keeps it from passing
/// for a log-out.
/// </summary>
/// <typeparam name="TUser">The user, and the sender of the signal.</typeparam>
public class SignalSecurityStampValidator<TUser>(
    IOptions<SecurityStampValidatorOptions> options, SignInManager<TUser> signInManager, ILoggerFactory logger)
    : SecurityStampValidator<TUser>(options, signInManager, logger)
    where TUser : class
{
    /// <inheritdoc/>
    public override async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (SignInManager is not SignalSignInManager<TUser> signals)
        {
            await base.ValidateAsync(context).ConfigureAwait(false);
            return;
        }

        // Afterwards nothing tells any more whose session it was, and asking again would end in this very method.
        var principal = context.Principal;
        await signals.QuietlyAsync(() => base.ValidateAsync(context)).ConfigureAwait(false);
        if (principal is not null && context.Principal is null)
            await signals.SessionRejectedAsync(principal).ConfigureAwait(false);
    }
}
