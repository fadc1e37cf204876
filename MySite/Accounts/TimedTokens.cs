using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace MySite.Accounts;

/// <summary>Tokens for links in mails: encrypted, for a time, and until the security stamp is another one.</summary>
/// <remarks>Identity's own provider reads the time of the system instead of the site's clock.</remarks>
internal abstract class TimedTokens(IDataProtector protector, TimeSpan lifetime, TimeProvider clock)
    : IUserTwoFactorTokenProvider<User>
{
    public async Task<string> GenerateAsync(string purpose, UserManager<User> manager, User user)
    {
        var subject = await SubjectAsync(purpose, manager, user);
        return protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().UtcTicks} {subject}"));
    }

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<User> manager, User user)
    {
        if (protector.UnprotectOrNull(token)?.Split(' ', 2) is not [var ticks, var subject])
            return false;
        var age = clock.GetUtcNow() - new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);
        return age < lifetime && subject == await SubjectAsync(purpose, manager, user);
    }

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<User> manager, User user) => Task.FromResult(false);

    /// <summary>What a token is for; another one does not open it.</summary>
    protected virtual async Task<string> SubjectAsync(string purpose, UserManager<User> manager, User user) =>
        $"{user.Id} {purpose} {await manager.GetSecurityStampAsync(user)}";
}
