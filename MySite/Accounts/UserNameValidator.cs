using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;

namespace MySite.Accounts;

/// <summary>Django's rule for user names, letters of any script included, and one of our own.</summary>
internal sealed partial class UserNameValidator(IdentityErrorDescriber errors) : IUserValidator<User>
{
    public const int MaxLength = 150;

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user) =>
        Task.FromResult(FindError(user) is { } error ? IdentityResult.Failed(error) : IdentityResult.Success);

    private IdentityError? FindError(User user) => user.UserName switch
    {
        { Length: > MaxLength } => AccountErrors.UserName($"A user name has at most {MaxLength} characters."),
        { } name when !Allowed.IsMatch(name) => errors.InvalidUserName(name),
        // Log-in takes either: a name that is somebody else's address would lock that person out.
        { } name when name.Contains('@') && !name.Equals(user.Email, StringComparison.OrdinalIgnoreCase) =>
            AccountErrors.UserName("A user name with @ must be your own e-mail address."),
        // Identity's own validator says that the name is missing.
        _ => null,
    };

    [GeneratedRegex(@"^[\w.@+-]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Allowed { get; }
}
