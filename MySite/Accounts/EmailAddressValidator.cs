using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using MySite.Email;

namespace MySite.Accounts;

/// <summary>
/// An address that the world can reach: with a domain of at least two labels, spelt in one way only, and nobody else's.
/// A user without one is for the administration alone to make; sign-up asks for it.
/// </summary>
internal sealed partial class EmailAddressValidator(IdentityErrorDescriber errors) : IUserValidator<User>
{
    private const string Letter = @"[\p{L}\p{M}\p{N}]";
    private const string Label = $"{Letter}(({Letter}|-)*{Letter})?";

    public async Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user)
    {
        if (user.Email is not { } email)
            return IdentityResult.Success;
        if (!IsAddress(email))
            return IdentityResult.Failed(errors.InvalidEmail(email));
        return await manager.FindByEmailAsync(email) is { } owner && owner.Id != user.Id
            ? IdentityResult.Failed(errors.DuplicateEmail(email))
            : IdentityResult.Success;
    }

    /// <summary>What can be said of an address without asking whose it is.</summary>
    public static bool IsAddress(string email) => MailAddressRules.IsAddress(email) && Domain.IsMatch(email);

    [GeneratedRegex($@"@({Label}\.)+{Letter}({Letter}|-)*{Letter}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Domain { get; }
}
