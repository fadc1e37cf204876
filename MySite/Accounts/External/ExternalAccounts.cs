using Microsoft.AspNetCore.Identity;
using MySite.Data;
using MySite.Signals;

namespace MySite.Accounts.External;

/// <summary>Creates an account together with its link, or neither.</summary>
internal sealed class ExternalAccounts(
    UserManager<User> users, SiteDbContext db, ISignalTransaction transaction, TimeProvider clock)
{
    public async Task<(User User, IEnumerable<IdentityError> Errors)> TryCreateAsync(
        ExternalLoginInfo login, string name, string email)
    {
        var user = new User(clock.GetUtcNow())
        {
            UserName = name,
            Email = email,
            EmailConfirmed = login.IsVerified(email),
        };
        return (user, await db.TryCreateAsync(() => CreateAsync(user, login), () => FindErrorsAsync(user, login)));
    }

    private async Task<IEnumerable<IdentityError>> FindErrorsAsync(User user, ExternalLoginInfo login)
    {
        var errors = await users.FindErrorsAsync(user);
        if (errors.Count == 0 && await users.FindByLoginAsync(login.LoginProvider, login.ProviderKey) is not null)
            errors.Add(new() { Description = "This is linked already. Log in with it." });
        return errors;
    }

    private Task<IEnumerable<IdentityError>> CreateAsync(User user, ExternalLoginInfo login) =>
        transaction.ExecuteAsync(async (part, _) =>
        {
            var result = await users.CreateAsync(user);
            if (result.Succeeded)
                result = await users.AddLoginAsync(user, login);
            if (result.Succeeded)
                await part.CompleteAsync(CancellationToken.None);
            return result.Errors;
        });
}
