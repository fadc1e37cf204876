using Microsoft.AspNetCore.Identity;

namespace MySite.Accounts.Passkeys;

/// <summary>The ways into an account, of which the last must not be taken away.</summary>
internal sealed class LogInWays(UserManager<User> users)
{
    public const string Last =
        "This is the only way to log in to your account. Set a password or add another way first.";

    public async Task<int> CountAsync(User user) =>
        (user.PasswordHash is null ? 0 : 1)
        + (await users.GetPasskeysAsync(user)).Count + (await users.GetLoginsAsync(user)).Count;
}
