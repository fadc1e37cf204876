using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Data;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts;

/// <summary>A warning to the user must go out if the password is another one, and must not if it is not.</summary>
public abstract class DurableAccountSignalTests(DatabaseServer server) : AccountTests(server)
{
    private const string New = "another fine password";

    protected override SiteFactory CreateSite(TestDatabase database) => base.CreateSite(database).With(services =>
        services.AddReceivers(hub => hub.On(AccountSignals.PasswordChanged).Durably<Warn>()));

    [Fact]
    public async Task A_changed_password_is_stored_with_its_delivery_and_delivered()
    {
        await SignUpAsync(CreateVisitor(), "ada");

        Assert.True((await ChangeAsync(Password)).Succeeded);

        Assert.Equal(1, await DeliveriesAsync());
        await Eventually.IsTrueAsync(() => InScopeAsync(db => db.Set<OutboxMessage>()
            .AnyAsync(message => message.Receiver == "Warn" && message.DoneAt != null, Cancel)));
    }

    [Fact]
    public async Task A_change_that_is_refused_undone_or_rolled_back_leaves_no_delivery()
    {
        await SignUpAsync(CreateVisitor(), "ada");

        Assert.False((await ChangeAsync("not the password")).Succeeded);
        Assert.True((await ChangeAsync(Password, rollsBack: true)).Succeeded);
        using (Hub.On(AccountSignals.PasswordChanged).Call(_ => throw new InvalidOperationException("No.")))
            await Assert.ThrowsAsync<InvalidOperationException>(() => ChangeAsync(Password));

        Assert.Equal(0, await DeliveriesAsync());
        Assert.True((await ChangeAsync(Password)).Succeeded);
    }

    private ISignalHub Hub => Site.Services.GetRequiredService<ISignalHub>();

    private Task<int> DeliveriesAsync() => InScopeAsync(db =>
        db.Set<OutboxMessage>().CountAsync(message => message.Receiver == "Warn", Cancel));

    private async Task<IdentityResult> ChangeAsync(string old, bool rollsBack = false)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<SiteDbContext>().Database;
        await using var transaction = rollsBack ? await database.BeginTransactionAsync(Cancel) : null;
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        return await users.ChangePasswordAsync((await users.FindByNameAsync("ada"))!, old, New);
    }

    private sealed class Warn : IReceiver<PasswordChanged>
    {
        public ValueTask ReceiveAsync(PasswordChanged payload, CancellationToken cancellationToken) => default;
    }
}

public sealed class DurableAccountSignalTestsOnSqlite() : DurableAccountSignalTests(DatabaseServer.Sqlite);

public sealed class DurableAccountSignalTestsOnPostgreSql() : DurableAccountSignalTests(DatabaseServer.PostgreSql);
