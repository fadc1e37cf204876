using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace MySite.Accounts.TwoFactor;

/// <summary>Offers keys without storing them, so that looking at the page changes nothing.</summary>
internal sealed class AuthenticatorKeys(IDataProtectionProvider protection, UserManager<User> users)
{
    private readonly IDataProtector _protector = protection.CreateProtector("MySite.Accounts.AuthenticatorKey");

    public AuthenticatorKey Offer(User user)
    {
        var key = users.GenerateNewAuthenticatorKey();
        return new(key, _protector.Protect($"{Owner(user)} {key}"), user.UserName ?? "");
    }

    /// <returns><see langword="null"/> if it was not offered to this user since the last change of their security.</returns>
    public AuthenticatorKey? Read(User user, string? offered) =>
        _protector.UnprotectOrNull(offered ?? "")?.Split(' ') is [var id, var stamp, var key] && $"{id} {stamp}" == Owner(user)
            ? new(key, offered!, user.UserName ?? "")
            : null;

    private static string Owner(User user) => $"{user.Id} {user.SecurityStamp}";
}
