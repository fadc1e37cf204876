using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace MySite.Accounts.Passwords;

/// <summary>When the log-in was that a session began with. It is in the cookie, and renewals take it along.</summary>
internal static class LogInTime
{
    /// <summary>How long a log-in stands for a password that somebody does not have.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromMinutes(15);

    private const string Key = "logged_in";

    public static void NoteLogIn(this AuthenticationProperties session, TimeProvider clock) =>
        session.Items.TryAdd(Key, clock.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture));

    public static async Task<bool> IsLogInRecentAsync(this HttpContext context, TimeProvider clock)
    {
        var session = (await context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Properties;
        return session?.Items.TryGetValue(Key, out var ticks) is true
            && clock.GetUtcNow().UtcTicks - long.Parse(ticks!, CultureInfo.InvariantCulture) < Recent.Ticks;
    }
}
