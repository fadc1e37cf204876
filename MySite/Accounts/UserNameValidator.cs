using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using MySite.Email;

namespace MySite.Accounts;

/// <summary>Django's rule for user names, letters of any script included, and two of our own.</summary>
internal sealed partial class UserNameValidator(IdentityErrorDescriber errors) : IUserValidator<User>
{
    public const int MaxLength = 150;

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user)
    {
        var problems = new List<IdentityError>();
        if (user.UserName is not { Length: <= MaxLength } name || !Allowed.IsMatch(name))
            problems.Add(errors.InvalidUserName(user.UserName));
        // Log-in takes either: a name that is somebody else's address would lock that person out.
        else if (name.Contains('@') && !name.Equals(user.Email, StringComparison.OrdinalIgnoreCase))
            problems.Add(errors.InvalidUserName(name));
        if (user.Email is { Length: > 0 } email && !IsComplete(email))
            problems.Add(errors.InvalidEmail(email));
        return Task.FromResult(problems.Count == 0 ? IdentityResult.Success : IdentityResult.Failed([.. problems]));
    }

    private static bool IsComplete(string email) =>
        MailAddressRules.IsAddress(email) && email[email.LastIndexOf('@')..].Trim('.').Contains('.');

    [GeneratedRegex(@"^[\w.@+-]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Allowed { get; }
}
