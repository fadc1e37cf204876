using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MySite.Accounts.Recovery;

/// <summary>Tokens that set a new password: once, as the security stamp is in them, and for a short time.</summary>
/// <remarks>Identity's own provider reads the time of the system instead of the site's clock.</remarks>
internal sealed class PasswordResetTokens(
    IDataProtectionProvider protection, IOptions<AccountsOptions> options, TimeProvider clock)
    : IUserTwoFactorTokenProvider<User>
{
    public const string Name = "PasswordReset";

    private readonly IDataProtector _protector = protection.CreateProtector("MySite.Accounts.PasswordReset");

    public async Task<string> GenerateAsync(string purpose, UserManager<User> manager, User user)
    {
        var subject = await SubjectAsync(purpose, manager, user);
        return _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().UtcTicks} {subject}"));
    }

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<User> manager, User user)
    {
        if (Read(token) is not [var ticks, var subject])
            return false;
        var age = clock.GetUtcNow() - new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);
        return age < options.Value.PasswordResetLifetime && subject == await SubjectAsync(purpose, manager, user);
    }

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<User> manager, User user) => Task.FromResult(false);

    private static async Task<string> SubjectAsync(string purpose, UserManager<User> manager, User user) =>
        $"{user.Id} {purpose} {await manager.GetSecurityStampAsync(user)}";

    private string[]? Read(string token)
    {
        try
        {
            return _protector.Unprotect(token).Split(' ', 2);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
