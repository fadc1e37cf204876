using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;

namespace MySite.Accounts.Passwords;

/// <summary>Refuses a password that is nearly the user's name or address, or a part of one, as Django does.</summary>
internal sealed partial class SimilarPasswordValidator : IPasswordValidator<User>
{
    private const double MostAlike = 0.7;

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        var like = IsLike(password, user.UserName) ? "user name" : IsLike(password, user.Email) ? "e-mail address" : null;
        return Task.FromResult(like is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError
        {
            Code = "PasswordTooSimilar",
            Description = $"The password is too similar to the {like}.",
        }));
    }

    private static bool IsLike(string? password, string? value) =>
        password is { Length: > 0 } && value is { Length: > 0 } &&
        Separators.Split(value).Append(value).Any(part => Ratio(password, part) >= MostAlike);

    /// <summary>Twice the characters that both have, in any order, over the length of both: 1 for anagrams.</summary>
    private static double Ratio(string password, string part)
    {
        var left = part.ToLowerInvariant().CountBy(letter => letter).ToDictionary();
        var shared = password.ToLowerInvariant().CountBy(letter => letter)
            .Sum(count => Math.Min(count.Value, left.GetValueOrDefault(count.Key)));
        return part.Length == 0 ? 0 : 2.0 * shared / (password.Length + part.Length);
    }

    [GeneratedRegex(@"\W+", RegexOptions.NonBacktracking)]
    private static partial Regex Separators { get; }
}
