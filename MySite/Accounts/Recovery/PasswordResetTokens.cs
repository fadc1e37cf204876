using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace MySite.Accounts.Recovery;

/// <summary>Tokens that set a new password: once, as the security stamp is in them, and for a short time.</summary>
internal sealed class PasswordResetTokens(
    IDataProtectionProvider protection, IOptions<AccountsOptions> options, TimeProvider clock)
    : TimedTokens(
        protection.CreateProtector("MySite.Accounts.PasswordReset"), options.Value.PasswordResetLifetime, clock)
{
    public const string Name = "PasswordReset";
}
