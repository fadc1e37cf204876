using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MySite.Data;

namespace MySite.Accounts.TwoFactor;

/// <summary>Takes a code of the app once, and none from before the last one that was taken.</summary>
/// <remarks>Identity's own provider takes a code again while it is valid, and reads the time of the system.</remarks>
internal sealed class AuthenticatorCodes(SiteDbContext db, TimeProvider clock) : IUserTwoFactorTokenProvider<User>
{
    public Task<string> GenerateAsync(string purpose, UserManager<User> manager, User user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<User> manager, User user) =>
        await manager.GetAuthenticatorKeyAsync(user) is { Length: > 0 } key
        && TimeCode.FindStep(key, token, clock.GetUtcNow()) is { } step && await UseUpAsync(user, step);

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<User> manager, User user) =>
        await manager.GetAuthenticatorKeyAsync(user) is { Length: > 0 };

    private async Task<bool> UseUpAsync(User user, long step)
    {
        var row = db.UserTokens.Where(token => token.UserId == user.Id
            && token.LoginProvider == AccountStore.Provider && token.Name == AccountStore.LastStep);
        var last = await row.Select(token => token.Value).SingleOrDefaultAsync();
        if (last is null || step <= long.Parse(last, CultureInfo.InvariantCulture))
            return false;

        // Of two requests that bring the same code at once, one finds the row changed.
        var value = step.ToString(CultureInfo.InvariantCulture);
        return await row.Where(token => token.Value == last)
            .ExecuteUpdateAsync(set => set.SetProperty(token => token.Value, value)) == 1;
    }
}
