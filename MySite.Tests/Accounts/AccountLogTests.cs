using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Tests.Support;
using Serilog;

namespace MySite.Tests.Accounts;

/// <summary>What is written about the safety of an account; LogTests has the comings and goings.</summary>
public sealed class AccountLogTests() : AccountTests(DatabaseServer.Sqlite)
{
    private readonly LogSink _log = new();

    protected override SiteFactory CreateSite(TestDatabase database) => base.CreateSite(database).With(services =>
        services.AddSerilog(log => log.WriteTo.Sink(_log), preserveStaticLogger: true));

    [Fact]
    public async Task The_try_that_locks_an_account_is_one_line_and_the_tries_after_it_are_none()
    {
        await SignUpAsync(CreateVisitor(), "ada");
        for (var attempt = 0; attempt < 7; attempt++)
            await LogInAsync(CreateVisitor(), "ada", "not the password");

        var ada = (await FindUserAsync("ada"))!;
        Assert.Equal(
            [$"Warning User {ada.Id} is locked out until {ada.LockoutEnd:O}: FailedAttempts"],
            LinesWith("locked out"));
    }

    [Fact]
    public async Task A_new_password_a_lock_that_is_opened_and_the_session_that_ends_with_them_are_a_line_each()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        await using (var scope = Site.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
            var ada = (await users.FindByNameAsync("ada"))!;
            await users.SetLockoutEndDateAsync(ada, DateTimeOffset.MaxValue);
            await users.SetLockoutEndDateAsync(ada, null);
            await users.ChangePasswordAsync(ada, Password, "another fine password");
        }
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await LoggedInAsAsync(visitor));

        var id = (await FindUserAsync("ada"))!.Id;
        Assert.Equal([$"Information User {id} is locked out no longer"], LinesWith("no longer"));
        Assert.Equal([$"Information The password of user {id} is another one: Changed"], LinesWith("another"));
        Assert.Equal([$"Information A session of user {id} was ended: it is out of date"], LinesWith("ended"));
    }

    private IEnumerable<string> LinesWith(string words) => _log.From("MySite.Accounts.Receivers.AccountLog")
        .Select(LogSink.TextOf).Where(line => line.Contains(words, StringComparison.Ordinal));
}
