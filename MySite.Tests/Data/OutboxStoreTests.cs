using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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
        Assert.Empty(await InStoreAsync((store, _) => store.RenewAsync([first], Now + Lease, Cancel)));
        Assert.Empty(await InStoreAsync((store, _) => store.CompleteAsync([first], Now, Cancel)));
        Assert.False(await InStoreAsync((store, _) => store.FailAsync(first, Failure(Now), Cancel)));
        Assert.Equal([second.Id], await InStoreAsync((store, _) => store.CompleteAsync([second], Now, Cancel)));
        Assert.Equal([second.Id], await InStoreAsync((store, _) => store.CompleteAsync([second], Now, Cancel)));
        Clock.Advance(Lease * 2);
        Assert.Null(await ClaimAsync());
    }

    [Fact]
    public async Task A_failed_attempt_comes_back_at_its_time_with_its_error_however_long_that_is()
    {
        await AddAsync("ada");
        var first = (await ClaimAsync())!;

        await InStoreAsync((store, _) =>
            store.FailAsync(first, Failure(Now + TimeSpan.FromMinutes(1)) with { Error = new string('x', 100_000) }, Cancel));

        Assert.Null(await ClaimAsync());
        Clock.Advance(TimeSpan.FromMinutes(1));
        var again = (await ClaimAsync())!;
        Assert.Equal((first.Id, 1, 2000), (again.Id, again.Attempts, again.Error!.Length));
    }

    [Fact]
    public async Task A_batch_has_one_claim_and_what_another_server_took_of_it_is_told_apart()
    {
        await AddAsync("ada", TimeSpan.FromSeconds(-2));
        await AddAsync("bob", TimeSpan.FromSeconds(-1));
        await AddAsync("eve");
        var batch = await ClaimAsync(2);
        Assert.Equal(["ada", "bob"], batch.Select(message => message.Receiver));
        Assert.Single(batch.Select(message => message.LeaseToken).Distinct());
        await InScopeAsync(db => db.Set<OutboxMessage>().Where(message => message.Receiver == "bob")
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.LeaseToken, Guid.Empty), Cancel));

        Assert.Equal([batch[0].Id], await InStoreAsync((store, _) => store.RenewAsync(batch, Now + Lease, Cancel)));
        Assert.Equal([batch[0].Id], await InStoreAsync((store, _) => store.CompleteAsync(batch, Now, Cancel)));
        Assert.Equal("eve", Assert.Single(await ClaimAsync(10)).Receiver);
    }

    [Fact]
    public async Task What_is_released_is_as_if_never_claimed()
    {
        await AddAsync("ada");
        var first = await ClaimAsync(1);

        await InStoreAsync(async (store, _) =>
        {
            await store.ReleaseAsync(first, Cancel);
            return 0;
        });

        Assert.Equal((first[0].Id, 0), (await ClaimAsync()) is { } again ? (again.Id, again.Attempts) : default);
    }

    [Fact]
    public async Task The_dead_are_claimed_no_more_until_they_are_requeued_with_all_attempts_before_them()
    {
        await AddAsync("ada");
        await KillAsync("ada");
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await ClaimAsync());

        Assert.Equal(1, await RequeueAsync(OutboxSelection.DeadOf("ada")));

        var again = (await ClaimAsync())!;
        Assert.Equal((0, 0, null, "It broke."), (again.Attempts, again.Misses, again.DeadAt, again.Error));
    }

    [Fact]
    public async Task Many_are_chosen_among_the_dead_and_one_by_its_id_may_be_waiting_but_not_under_way_or_done()
    {
        var ada = await AddAsync("ada");
        await KillAsync("ada");
        var done = await AddAsync("done");
        await CompleteAsync("done");
        var busy = await AddAsync("busy");
        await ClaimAsync();
        var waiting = await AddAsync("waiting", TimeSpan.FromHours(1));

        Assert.Equal(0, await RequeueAsync(OutboxSelection.DeadOf("waiting")));
        Assert.Equal(1, await RequeueAsync(OutboxSelection.Of(waiting.Id, busy.Id, done.Id)));
        Assert.Equal("waiting", (await ClaimAsync())!.Receiver);
        Assert.Equal(1, await RequeueAsync(OutboxSelection.AllDead));
        Assert.Equal(1, await DiscardAsync(OutboxSelection.Of(ada.Id, busy.Id, done.Id)));
        Assert.Equal(0, await DiscardAsync(OutboxSelection.AllDead));
    }

    [Fact]
    public async Task People_see_how_many_there_are_and_the_dead_before_those_that_wait()
    {
        await AddAsync("later", TimeSpan.FromHours(2));
        await AddAsync("ada");
        await KillAsync("ada");
        await AddAsync("done");
        await CompleteAsync("done");
        var oldest = Now;
        Clock.Advance(TimeSpan.FromHours(1));
        await AddAsync("now");

        Assert.Equal(new OutboxCounts(2, 1, oldest), await InStoreAsync((store, _) => store.CountAsync(10, Cancel)));
        Assert.Equal(new OutboxCounts(1, 1, oldest), await InStoreAsync((store, _) => store.CountAsync(1, Cancel)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => InStoreAsync((store, _) => store.CountAsync(0, Cancel)));
        var list = await InStoreAsync((store, _) => store.ListAsync(10, Cancel));
        Assert.Equal(["ada", "now", "later"], list.Select(message => message.Receiver));
        Assert.Equal(["ada", "now"], (await InStoreAsync((store, _) => store.ListAsync(2, Cancel))).Select(m => m.Receiver));
    }

    [Fact]
    public async Task What_was_done_or_dead_long_ago_is_purged_and_nothing_else()
    {
        await AddAsync("done");
        var done = await ClaimAsync(1);
        await InStoreAsync((store, _) => store.CompleteAsync(done, Now, Cancel));
        await AddAsync("dead");
        await KillAsync("dead");
        await AddAsync("waiting");
        Clock.Advance(TimeSpan.FromDays(7));
        var (before, after) = (Now - TimeSpan.FromDays(8), Now - TimeSpan.FromDays(6));

        Assert.Equal(0, await InStoreAsync((store, _) => store.PurgeAsync(before, before, Cancel)));
        Assert.Equal(1, await InStoreAsync((store, _) => store.PurgeAsync(after, before, Cancel)));
        Assert.Equal(1, await InStoreAsync((store, _) => store.PurgeAsync(before, after, Cancel)));
        Assert.Equal("waiting", (await ClaimAsync())!.Receiver);
    }

    private async Task CompleteAsync(string receiver)
    {
        var claimed = await ClaimAsync(1);
        Assert.Equal(receiver, claimed[0].Receiver);
        await InStoreAsync((store, _) => store.CompleteAsync(claimed, Now, Cancel));
    }

    private async Task KillAsync(string receiver)
    {
        var claimed = (await ClaimAsync())!;
        Assert.Equal(receiver, claimed.Receiver);
        await InStoreAsync((store, _) => store.FailAsync(claimed, Failure(Now) with { DeadAt = Now }, Cancel));
    }

    private Task<int> RequeueAsync(OutboxSelection which) => InStoreAsync((store, _) => store.RequeueAsync(which, Now, Cancel));

    private Task<int> DiscardAsync(OutboxSelection which) => InStoreAsync((store, _) => store.DiscardAsync(which, Now, Cancel));

    private static DeliveryFailure Failure(DateTimeOffset dueAt) => new(1, 0, "It broke.", dueAt, DeadAt: null);

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

    private async Task<OutboxMessage?> ClaimAsync() => (await ClaimAsync(1)).SingleOrDefault();

    private Task<IReadOnlyList<OutboxMessage>> ClaimAsync(int count) =>
        InStoreAsync((store, _) => store.ClaimAsync(count, Now, Now + Lease, Cancel));

    private Task<T> InStoreAsync<T>(Func<OutboxStore, SiteDbContext, Task<T>> act) =>
        InScopeAsync(db => act(new OutboxStore(db, Clock), db));
}

public sealed class OutboxStoreTestsOnSqlite() : OutboxStoreTests(DatabaseServer.Sqlite)
{
    private readonly QueryPlans _plans = new();

    protected override SiteFactory CreateSite(TestDatabase database) => base.CreateSite(database).With(services =>
        services.ConfigureDbContext<SqliteSiteDbContext>(options => options.AddInterceptors(_plans)));

    [Fact]
    public async Task A_claim_reads_by_an_index_what_is_due_and_nothing_that_is_done_or_dead()
    {
        await InScopeAsync(db => new OutboxStore(db, Clock).ClaimAsync(32, Now, Now + TimeSpan.FromMinutes(5), Cancel));

        var plan = Assert.Single(
            _plans.Take("OutboxMessages"), plan => plan.Sql.Contains("\"DueAt\" <=", StringComparison.Ordinal));
        Assert.EndsWith("(DoneAt=? AND DeadAt=? AND DueAt<?)", Assert.Single(plan.Steps), StringComparison.Ordinal);
    }
}

public sealed class OutboxStoreTestsOnPostgreSql() : OutboxStoreTests(DatabaseServer.PostgreSql);
