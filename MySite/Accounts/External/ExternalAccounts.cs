using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
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
        var now = clock.GetUtcNow();
        var user = new User
        {
            Id = Guid.CreateVersion7(now),
            UserName = name,
            Email = email,
            EmailConfirmed = login.IsVerified(email),
            DateJoined = now,
        };
        try
        {
            return (user, await CreateAsync(user, login));
        }
        catch (DbUpdateException)
        {
            // Somebody took the name, the address or the link between the check and the insert; a second check says which.
            db.ChangeTracker.Clear();
            var errors = await users.FindErrorsAsync(user);
            if (errors.Count == 0 && await users.FindByLoginAsync(login.LoginProvider, login.ProviderKey) is null)
                throw;
            return (user, errors.Count > 0 ? errors : [new() { Description = "This is linked already. Log in with it." }]);
        }
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
