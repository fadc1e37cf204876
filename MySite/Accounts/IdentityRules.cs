using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MySite.Accounts.Addresses;
using MySite.Accounts.Recovery;

namespace MySite.Accounts;

/// <summary>What Identity is told of the site's rules.</summary>
internal static class IdentityRules
{
    public static void Set(IdentityOptions identity, IOptions<AccountsOptions> accounts)
    {
        // EmailAddressValidator has the rule, and lets users be who have no address.
        identity.User.RequireUniqueEmail = false;
        // Any script: UserNameValidator has the rule.
        identity.User.AllowedUserNameCharacters = "";
        identity.Lockout.MaxFailedAccessAttempts = accounts.Value.MaxFailedLogIns;
        identity.Lockout.DefaultLockoutTimeSpan = accounts.Value.LockOutDuration;
        identity.Tokens.PasswordResetTokenProvider = PasswordResetTokens.Name;
        identity.Tokens.EmailConfirmationTokenProvider = EmailTokens.Name;
        identity.Tokens.ChangeEmailTokenProvider = EmailTokens.Name;
        // Django's four rules: the length here, the other three as validators.
        identity.Password = new PasswordOptions
        {
            RequiredLength = 8,
            RequiredUniqueChars = 0,
            RequireDigit = false,
            RequireLowercase = false,
            RequireNonAlphanumeric = false,
            RequireUppercase = false,
        };
    }

    public static void Set(PasswordHasherOptions hasher, IOptions<AccountsOptions> accounts) =>
        hasher.IterationCount = accounts.Value.PasswordIterations;

    public static void Set(IdentityPasskeyOptions passkeys, IOptions<AccountsOptions> accounts)
    {
        passkeys.ServerDomain = accounts.Value.PasskeyDomain is { Length: > 0 } domain ? domain : null;
        // The passkey itself says whose it is, and asks for a finger or a PIN: it stands for both factors.
        passkeys.ResidentKeyRequirement = "required";
        passkeys.UserVerificationRequirement = "required";
    }
}
