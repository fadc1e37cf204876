using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MySite.Accounts.Confirmed;

/// <summary>Asks for the password, or for a recent log-in of those who have none. Failures count as those of a log-in.</summary>
internal sealed class Confirmation(UserManager<User> users, IOptions<AccountsOptions> options, TimeProvider clock)
{
    public async Task<Proof> WhatToAskAsync(User user, HttpContext context)
    {
        if (user.PasswordHash is not null)
            return Proof.Password;
        var session = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        return LogInTime.Read(session.Properties) > clock.GetUtcNow() - options.Value.RecentLogIn ? Proof.Given : Proof.LogIn;
    }

    /// <returns>What is wrong with the password; <see langword="null"/> if it is right.</returns>
    public async Task<string?> WhyNotAsync(User user, string? password)
    {
        if (password is not { Length: > 0 })
            return "Enter your password.";
        if (await users.IsLockedOutAsync(user))
            return "After several failed tries, this is paused for a few minutes.";
        if (!await users.CheckPasswordAsync(user, password))
        {
            await users.AccessFailedAsync(user);
            return "This is not your password.";
        }
        if (user.AccessFailedCount > 0)
            await users.ResetAccessFailedCountAsync(user);
        return null;
    }
}
