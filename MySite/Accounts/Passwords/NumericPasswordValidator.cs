using Microsoft.AspNetCore.Identity;

namespace MySite.Accounts.Passwords;

internal sealed class NumericPasswordValidator : IPasswordValidator<User>
{
    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password) =>
        Task.FromResult(password is { Length: > 0 } && password.All(char.IsDigit)
            ? IdentityResult.Failed(
                new IdentityError { Code = "PasswordEntirelyNumeric", Description = "This password is entirely numeric." })
            : IdentityResult.Success);
}
