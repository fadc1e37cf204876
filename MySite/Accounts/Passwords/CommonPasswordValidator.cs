using Microsoft.AspNetCore.Identity;
using Zxcvbn.Matcher;

namespace MySite.Accounts.Passwords;

/// <summary>Refuses the passwords that attackers try first, by zxcvbn's list of tens of thousands.</summary>
internal sealed class CommonPasswordValidator : IPasswordValidator<User>
{
    // No entry is longer, and the search tries every part of the password.
    private const int LongestEntry = 40;

    private static readonly Lazy<DictionaryMatcher> List = new(() => new("passwords", "passwords.lst"));

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password) =>
        Task.FromResult(password is { Length: > 0 and <= LongestEntry } && IsListed(password)
            ? IdentityResult.Failed(
                new IdentityError { Code = "PasswordTooCommon", Description = "This password is too common." })
            : IdentityResult.Success);

    private static bool IsListed(string password) =>
        List.Value.MatchPassword(password).Any(match => match.i == 0 && match.j == password.Length - 1);
}
