using Microsoft.AspNetCore.Authentication;

namespace MySite.Accounts.Proofs;

/// <summary>When the log-in was that a session began with. A session that is renewed keeps it.</summary>
internal static class LogInTime
{
    public const string Key = "mysite.log-in";

    /// <summary>Notes the time on what is to become a session, unless it is one already.</summary>
    public static AuthenticationProperties WithLogInTime(this AuthenticationProperties session, DateTimeOffset now)
    {
        if (session.IssuedUtc is null && session.GetString(Key) is null)
            session.SetString(Key, $"{now:O}");
        return session;
    }
}
