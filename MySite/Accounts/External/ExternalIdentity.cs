using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace MySite.Accounts.External;

/// <summary>What the provider says of somebody.</summary>
internal static class ExternalIdentity
{
    public static string? Email(this ExternalLoginInfo login) => login.Principal.FindFirstValue("email");

    /// <summary>Whether the provider has seen that the address is theirs.</summary>
    public static bool IsVerified(this ExternalLoginInfo login, string? email) =>
        bool.TryParse(login.Principal.FindFirstValue("email_verified"), out var isVerified) && isVerified
        && string.Equals(email, login.Email(), StringComparison.OrdinalIgnoreCase);

    /// <summary>A name to begin with, of the letters that a user name takes.</summary>
    public static string SuggestName(this ExternalLoginInfo login)
    {
        var name = login.Principal.FindFirstValue("preferred_username") ?? login.Principal.FindFirstValue("name")
            ?? login.Email() ?? "";
        name = name.Split('@')[0];
        return string.Concat(
            name.Where(letter => char.IsLetterOrDigit(letter) || "._-+".Contains(letter, StringComparison.Ordinal)));
    }
}
