using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MySite.Accounts.Proofs;

/// <summary>That whoever sits there is the user: by the password or, who has none, by having logged in just now.</summary>
internal sealed class Proof(
    UserManager<User> users, IHttpContextAccessor context, IdentityErrorDescriber errors, IOptions<AccountsOptions> options,
    TimeProvider clock)
{
    /// <returns>What stands against it; <see langword="null"/> if nothing does.</returns>
    public async Task<string?> FindErrorAsync(User user, string? password)
    {
        if (user.PasswordHash is null)
            return await IsRecentAsync() ? null : "You logged in a while ago. Log in again, then do this.";
        if (string.IsNullOrEmpty(password))
            return "Enter your password.";
        // Counted with the log-ins: a session that was left open must be no place to guess.
        if (!await users.IsLockedOutAsync(user))
        {
            if (await users.CheckPasswordAsync(user, password))
            {
                if (user.AccessFailedCount > 0)
                    await users.ResetAccessFailedCountAsync(user);
                return null;
            }
            await users.AccessFailedAsync(user);
        }
        return errors.PasswordMismatch().Description;
    }

    /// <summary>Whether the session began just now, which stands for a password that somebody does not have.</summary>
    public async Task<bool> IsRecentAsync()
    {
        var session = await context.HttpContext!.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        return session.Properties?.GetString(LogInTime.Key) is { } text
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var time)
            && clock.GetUtcNow() - time < options.Value.RecentLogIn;
    }
}
