using System.Globalization;
using Microsoft.AspNetCore.Authentication;

namespace MySite.Accounts.Confirmed;

/// <summary>When somebody logged in, within the session: renewing it keeps this, unlike the time it was issued.</summary>
internal static class LogInTime
{
    private const string Key = "mysite.logged_in";

    public static void Note(AuthenticationProperties session, DateTimeOffset now) =>
        session.Items.TryAdd(Key, now.UtcTicks.ToString(CultureInfo.InvariantCulture));

    public static DateTimeOffset? Read(AuthenticationProperties? session) =>
        session?.Items.TryGetValue(Key, out var ticks) is true
            ? new DateTimeOffset(long.Parse(ticks!, CultureInfo.InvariantCulture), TimeSpan.Zero)
            : null;
}
