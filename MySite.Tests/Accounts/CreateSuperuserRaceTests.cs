using System.CommandLine;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Data;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts;

/// <summary>On PostgreSQL: SQLite lets nobody else write once the creation has begun.</summary>
public sealed class CreateSuperuserRaceTests() : SiteTests(DatabaseServer.PostgreSql)
{
    [Fact]
    public async Task A_name_that_somebody_takes_at_the_last_moment_is_named_like_any_other()
    {
        await using var site = new SiteFactory(Database)
            .With(services => services.AddScoped<IUserValidator<User>, Rival>());
        var command = site.Services.GetServices<Command>().OfType<CreateSuperuserCommand>().Single();
        using var error = new StringWriter();

        var code = await command
            .Parse(["--username", "root", "--email", "root@example.org", "--password", "correct horse battery"])
            .InvokeAsync(new() { Error = error, EnableDefaultExceptionHandler = false }, Cancel);

        Assert.Equal((1, "A user with that user name already exists."), (code, error.ToString().Trim()));
    }

    /// <summary>Takes the name once it was found free for the last time.</summary>
    private sealed class Rival(IServiceScopeFactory scopes) : IUserValidator<User>
    {
        private int _looks;

        public async Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user)
        {
            if (++_looks == 2)
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<SiteDbContext>();
                db.Add(new User { UserName = "root", NormalizedUserName = "ROOT", Id = Guid.CreateVersion7(user.DateJoined) });
                await db.SaveChangesAsync(Cancel);
            }
            return IdentityResult.Success;
        }
    }
}
