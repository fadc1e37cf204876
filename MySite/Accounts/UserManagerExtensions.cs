using Microsoft.AspNetCore.Identity;

namespace MySite.Accounts;

internal static class UserManagerExtensions
{
    /// <summary>The user whose name it is, else the one whose address it is.</summary>
    public static async Task<User?> FindByNameOrEmailAsync(this UserManager<User> users, string nameOrEmail) =>
        await users.FindByNameAsync(nameOrEmail) ?? await users.FindByEmailAsync(nameOrEmail);

    /// <summary>Runs the validators of users without saving anything.</summary>
    public static async Task<IdentityResult> CheckAsync(this UserManager<User> users, User user)
    {
        foreach (var validator in users.UserValidators)
            if (await validator.ValidateAsync(users, user) is { Succeeded: false } failed)
                return failed;
        return IdentityResult.Success;
    }
}
