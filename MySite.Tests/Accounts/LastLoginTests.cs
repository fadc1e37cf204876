using Microsoft.Extensions.DependencyInjection;
using MySite.Data;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts;

public abstract class LastLoginTests(DatabaseServer server) : AccountTests(server)
{
    [Fact]
    public async Task T73_A_log_in_stores_its_time_and_nothing_else_that_was_changed_on_the_user_in_memory()
    {
        await SignUpAsync(CreateVisitor(), "ada");
        var before = (await FindUserAsync("ada"))!;
        Clock.Advance(TimeSpan.FromHours(1));
        using var meddled = Site.Services.GetRequiredService<ISignalHub>()
            .On(AccountSignals.UserLoggedIn).WithPriority(1).Call<Meddle>();

        await LogInAsync(CreateVisitor(), "ada");

        var after = (await FindUserAsync("ada"))!;
        Assert.True(Meddle.Changed);
        Assert.Equal(Now, after.LastLogin);
        after.LastLogin = before.LastLogin;
        Assert.Equivalent(before, after, strict: true);
    }

    private sealed class Meddle(SiteDbContext db) : IReceiver<UserLoggedIn>
    {
        internal static bool Changed { get; private set; }

        public async ValueTask ReceiveAsync(UserLoggedIn payload, CancellationToken cancellationToken)
        {
            var user = (await db.Users.FindAsync([Guid.Parse(payload.UserId)], cancellationToken))!;
            (user.Email, user.IsStaff) = ("meddled@example.org", true);
            db.ChangeTracker.DetectChanges();
            Changed = db.ChangeTracker.HasChanges();
        }
    }
}

public sealed class LastLoginTestsOnSqlite() : LastLoginTests(DatabaseServer.Sqlite);

public sealed class LastLoginTestsOnPostgreSql() : LastLoginTests(DatabaseServer.PostgreSql);
