using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MySite.Data;

namespace MySite.Accounts;

internal static class UserManagerExtensions
{
    /// <summary>The user whose name it is, else the one whose address it is.</summary>
    public static async Task<User?> FindByNameOrEmailAsync(this UserManager<User> users, string nameOrEmail) =>
        await users.FindByNameAsync(nameOrEmail) ?? await users.FindByEmailAsync(nameOrEmail);

    /// <summary>What the rules for users and passwords have to say, without saving anything.</summary>
    public static async Task<IEnumerable<IdentityError>> FindErrorsAsync(
        this UserManager<User> users, User user, string password)
    {
        var errors = await users.FindErrorsAsync(user);
        foreach (var validator in users.PasswordValidators)
            errors.AddRange((await validator.ValidateAsync(users, user, password)).Errors);
        return errors;
    }

    /// <summary>What the rules for users alone have to say.</summary>
    public static async Task<List<IdentityError>> FindErrorsAsync(this UserManager<User> users, User user)
    {
        var errors = new List<IdentityError>();
        foreach (var validator in users.UserValidators)
            errors.AddRange((await validator.ValidateAsync(users, user)).Errors);
        return errors;
    }

    /// <summary>Creates the user, or tells what stands against it.</summary>
    public static Task<IEnumerable<IdentityError>> TryCreateAsync(
        this UserManager<User> users, SiteDbContext db, User user, string password) => db.TryCreateAsync(
            async () => (await users.CreateAsync(user, password)).Errors, () => users.FindErrorsAsync(user, password));

    /// <inheritdoc cref="TryCreateAsync(UserManager{User}, SiteDbContext, User, string)"/>
    public static async Task<IEnumerable<IdentityError>> TryCreateAsync(
        this SiteDbContext db, Func<Task<IEnumerable<IdentityError>>> create, Func<Task<IEnumerable<IdentityError>>> findErrors)
    {
        try
        {
            return await create();
        }
        catch (DbUpdateException)
        {
            // Somebody took the name or the address between the check and the insert; a second check says which.
            db.ChangeTracker.Clear();
            var errors = await findErrors();
            if (!errors.Any())
                throw;
            return errors;
        }
    }
}
