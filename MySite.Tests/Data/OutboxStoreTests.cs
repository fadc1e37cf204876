using Microsoft.EntityFrameworkCore;
using MySite.Data;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Data;

public abstract class OutboxStoreTests(DatabaseServer server) : SiteTests(server)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    // The site's own dispatcher would take the deliveries first.
    protected override SiteFactory CreateSite(TestDatabase database) => base.CreateSite(database).With(services =>
        services.Remove(services.Single(service => service.ImplementationType == typeof(OutboxDispatcher))));

    [Fact]
    public async Task A_delivery_comes_back_as_it_was_stored()
    {
        var stored = await AddAsync("ada");

        var claimed = await ClaimAsync();

        Assert.Equal(
            (stored.Id, "user_created", "ada", "{\"Name\":\"Åsa 太郎\"}", Now, Now, 0),
            (claimed!.Id, claimed.Signal, claimed.Receiver, claimed.Payload, claimed.CreatedAt, claimed.DueAt, claimed.Attempts));
    }

    [Fact]
    public async Task A_delivery_shares_the_fate_of_the_transaction_it_was_stored_in()
    {
        await InStoreAsync(async (store, db) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            await store.AddAsync(Message("ada"), Cancel);
            await transaction.RollbackAsync(Cancel);
            return 0;
        });

        Assert.Null(await ClaimAsync());
    }

    [Fact]
    public async Task Storing_a_delivery_saves_nothing_else_that_the_context_holds()
    {
        await InStoreAsync(async (store, db) =>
        {
            db.Add(new MySite.Polls.Tag("half-done"));
            await store.AddAsync(Message("ada"), Cancel);
            return 0;
        });

        Assert.Equal(0, await InScopeAsync(db => db.Set<MySite.Polls.Tag>().CountAsync(Cancel)));
    }

    [Fact]
    public async Task Of_many_servers_that_look_at_once_each_delivery_goes_to_one()
    {
        for (var number = 0; number < 20; number++)
            await AddAsync($"{number}");

        var claimed = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(ClaimAsync, Cancel)));

        Assert.Equal(20, claimed.OfType<OutboxMessage>().Select(message => message.Id).Distinct().Count());
        Assert.Equal(10, claimed.Count(message => message is null));
    }

    [Fact]
    public async Task The_one_that_has_been_due_the_longest_comes_first_and_none_before_its_time()
    {
        await AddAsync("later", TimeSpan.FromSeconds(10));
        await AddAsync("now");

        Assert.Equal("now", (await ClaimAsync())!.Receiver);
        Assert.Null(await ClaimAsync());
        Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("later", (await ClaimAsync())!.Receiver);
    }

    [Fact]
    public async Task A_claim_that_ran_out_goes_to_another_and_the_first_cannot_complete_it_any_more()
    {
        await AddAsync("ada");
        var first = (await ClaimAsync())!;
        Clock.Advance(Lease + TimeSpan.FromSeconds(1));
        var second = (await ClaimAsync())!;

        Assert.Equal(first.Id, second.Id);
        Assert.False(await InStoreAsync((store, _) => store.CompleteAsync(first, Now, Cancel)));
        Assert.True(await InStoreAsync((store, _) => store.CompleteAsync(second, Now, Cancel)));
        Clock.Advance(Lease * 2);
        Assert.Null(await ClaimAsync());
    }

    [Fact]
    public async Task A_failed_attempt_comes_back_at_its_time_with_its_error_however_long_that_is()
    {
        await AddAsync("ada");
        var first = (await ClaimAsync())!;

        await InStoreAsync((store, _) =>
            store.RetryAsync(first, Now + TimeSpan.FromMinutes(1), new string('x', 100_000), Cancel));

        Assert.Null(await ClaimAsync());
        Clock.Advance(TimeSpan.FromMinutes(1));
        var again = (await ClaimAsync())!;
        Assert.Equal((first.Id, 1, 2000), (again.Id, again.Attempts, again.Error!.Length));
    }

    [Fact]
    public async Task What_was_done_long_ago_is_purged_and_nothing_else()
    {
        await AddAsync("done");
        var done = (await ClaimAsync())!;
        await InStoreAsync((store, _) => store.CompleteAsync(done, Now, Cancel));
        await AddAsync("waiting");
        Clock.Advance(TimeSpan.FromDays(7));

        Assert.Equal(0, await InStoreAsync((store, _) => store.PurgeAsync(Now - TimeSpan.FromDays(8), Cancel)));
        Assert.Equal(1, await InStoreAsync((store, _) => store.PurgeAsync(Now - TimeSpan.FromDays(6), Cancel)));
        Assert.Equal("waiting", (await ClaimAsync())!.Receiver);
    }

    private OutboxMessage Message(string receiver, TimeSpan dueIn = default) => new()
    {
        Id = Guid.CreateVersion7(Now),
        Signal = "user_created",
        Receiver = receiver,
        Payload = "{\"Name\":\"Åsa 太郎\"}",
        CreatedAt = Now,
        DueAt = Now + dueIn,
    };

    private Task<OutboxMessage> AddAsync(string receiver, TimeSpan dueIn = default) => InStoreAsync(async (store, _) =>
    {
        var message = Message(receiver, dueIn);
        await store.AddAsync(message, Cancel);
        return message;
    });

    private Task<OutboxMessage?> ClaimAsync() => InStoreAsync((store, _) => store.ClaimAsync(Now, Now + Lease, Cancel));

    private Task<T> InStoreAsync<T>(Func<IOutboxStore, SiteDbContext, Task<T>> act) =>
        InScopeAsync(db => act(new OutboxStore(db, Clock), db));
}

public sealed class OutboxStoreTestsOnSqlite() : OutboxStoreTests(DatabaseServer.Sqlite);

public sealed class OutboxStoreTestsOnPostgreSql() : OutboxStoreTests(DatabaseServer.PostgreSql);
