using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using MySite.Email;

namespace MySite.Accounts;

/// <summary>An address that the world can reach: with a domain of at least two labels, spelt in one way only.</summary>
internal sealed partial class EmailAddressValidator(IdentityErrorDescriber errors) : IUserValidator<User>
{
    private const string Letter = @"[\p{L}\p{M}\p{N}]";
    private const string Label = $"{Letter}(({Letter}|-)*{Letter})?";

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user) => Task.FromResult(
        user.Email is { Length: > 0 } email && !(MailAddressRules.IsAddress(email) && Domain.IsMatch(email))
            ? IdentityResult.Failed(errors.InvalidEmail(email))
            : IdentityResult.Success);

    [GeneratedRegex($@"@({Label}\.)+{Letter}({Letter}|-)*{Letter}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Domain { get; }
}
