using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.Outbox;

/// <summary>Servers come and go, and share the table.</summary>
public abstract class OutboxServerTests(DatabaseServer database)
{
    private static readonly TimeSpan Lease = new OutboxOptions().Lease;

    [Fact]
    public async Task A_delivery_survives_the_restart_of_its_server()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync("A");
        shop.Courier.OnAttempt = (attempt, _) => attempt.Server == "A" ? throw new TimeoutException() : default;
        await server.PlaceAsync("pen");
        await server.Clock.IdleAsync();
        await server.StopAsync();

        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await shop.StartServerAsync("B");

        Assert.Equal([("A", 1), ("B", 2)], shop.Courier.Attempts.Select(attempt => (attempt.Server, attempt.Number)));
        Assert.Single(shop.Courier.Attempts.Select(attempt => attempt.Key).Distinct());
        Assert.NotNull((await shop.RowAsync()).DoneAt);
    }

    [Fact]
    public async Task A_dispatcher_whose_host_gives_up_without_stopping_it_ends_quietly()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = shop.AddServer("A");
        var dispatcher = ActivatorUtilities.CreateInstance<OutboxDispatcher>(server.Services);
        await dispatcher.StartAsync(CancellationToken.None);
        await server.Clock.IdleAsync();

        dispatcher.Dispose();

        await dispatcher.ExecuteTask!;
        Assert.Empty(server.Log.Errors);
    }

    [Fact]
    public async Task A_delivery_stored_while_no_dispatcher_ran_is_made_later()
    {
        await using var shop = await Shop.OpenAsync(database);
        await shop.AddServer("A").PlaceAsync("pen");

        await shop.StartServerAsync("B");

        Assert.Equal("pen", Assert.Single(shop.Courier.Attempts).Order.Item);
    }

    [Fact]
    public async Task A_server_that_dies_before_it_notes_a_success_makes_the_delivery_be_repeated_with_the_same_key()
    {
        await using var shop = await Shop.OpenAsync(database);
        var dying = await shop.StartServerAsync(
            "A", configure: services => services.AddScoped<ShopOutboxStore>().AddScoped<IOutboxStore, Forgetful>());
        await dying.PlaceAsync("pen");
        await shop.Courier.NextAsync();
        await dying.Clock.IdleAsync();
        Assert.Contains("cannot reach its table", Assert.Single(dying.Log.Errors).Text, StringComparison.Ordinal);
        await dying.StopAsync();

        var server = await shop.StartServerAsync("B");
        Assert.Single(shop.Courier.Attempts);
        shop.Clock.Advance(Lease);
        await server.Clock.IdleAsync();

        Assert.Equal(["A", "B"], shop.Courier.Attempts.Select(attempt => attempt.Server));
        Assert.Single(shop.Courier.Attempts.Select(attempt => attempt.Key).Distinct());
    }

    [Fact]
    public async Task Two_servers_share_the_deliveries_and_make_none_twice()
    {
        await using var shop = await Shop.OpenAsync(database);
        var stored = shop.AddServer("A");
        for (var i = 0; i < 30; i++)
            await stored.PlaceAsync($"{i}");
        // Neither may run ahead: each waits for the other in its first delivery.
        using var both = new Barrier(2);
        shop.Courier.OnAttempt = async (attempt, token) =>
        {
            if (shop.Courier.Attempts.Count(other => other.Server == attempt.Server) == 1)
                await Task.Run(() => both.SignalAndWait(token), token);
        };

        await Task.WhenAll(stored.StartAsync(), shop.AddServer("B").StartAsync());

        Assert.Equal(30, shop.Courier.Attempts.Count);
        Assert.Equal(30, shop.Courier.Attempts.Select(attempt => attempt.Key).Distinct().Count());
        Assert.Equal(["A", "B"], shop.Courier.Attempts.Select(attempt => attempt.Server).Distinct().Order());
        Assert.All(await shop.RowsAsync(), row => Assert.NotNull(row.DoneAt));
    }

    [Fact]
    public async Task A_delivery_that_another_server_stored_is_found_by_the_next_poll()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync("A");
        await shop.AddServer("B").PlaceAsync("pen");
        Assert.Empty(shop.Courier.Attempts);

        await shop.PassAsync(server, Shop.PollInterval);

        Assert.Equal("A", Assert.Single(shop.Courier.Attempts).Server);
    }

    [Fact]
    public async Task A_shutdown_in_the_middle_of_a_delivery_gives_it_back_at_once()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync("A");
        shop.Courier.OnAttempt = async (attempt, token) =>
        {
            if (attempt.Server == "A")
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        };
        await server.PlaceAsync("pen");
        await shop.Courier.NextAsync();

        await server.StopAsync();
        Assert.Null((await shop.RowAsync()).LeaseToken);
        await shop.StartServerAsync("B");

        Assert.Equal(["A", "B"], shop.Courier.Attempts.Select(attempt => attempt.Server));
        Assert.Single(shop.Courier.Attempts.Select(attempt => attempt.Key).Distinct());
        Assert.NotNull((await shop.RowAsync()).DoneAt);
    }

    [Fact]
    public async Task A_server_that_is_killed_in_the_middle_of_a_delivery_loses_it_to_another_when_the_lease_ends()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync("A");
        var gate = new TaskCompletionSource();
        shop.Courier.OnAttempt = async (attempt, _) =>
        {
            if (attempt.Server == "A")
                await gate.Task;
        };
        await server.PlaceAsync("pen");
        await shop.Courier.NextAsync();
        await server.DropAsync();

        var other = await shop.StartServerAsync("B");
        shop.Clock.Advance(Lease - Shop.PollInterval);
        await other.Clock.IdleAsync();
        Assert.Single(shop.Courier.Attempts);
        await shop.PassAsync(other, Shop.PollInterval);

        Assert.Equal(["A", "B"], shop.Courier.Attempts.Select(attempt => attempt.Server));
        Assert.NotNull((await shop.RowAsync()).DoneAt);
        gate.SetResult();
    }

    [Fact]
    public async Task A_server_that_ends_after_its_lease_cannot_overrule_the_one_that_took_over()
    {
        await using var shop = await Shop.OpenAsync(database);
        var slow = await shop.StartServerAsync("A");
        var gate = new TaskCompletionSource();
        shop.Courier.OnAttempt = async (attempt, _) =>
        {
            if (attempt.Server != "A")
                return;
            await gate.Task;
            throw new TimeoutException("too late");
        };
        await slow.PlaceAsync("pen");
        await shop.Courier.NextAsync();
        var other = await shop.StartServerAsync("B");
        shop.Clock.Advance(Lease);
        await other.Clock.IdleAsync();
        var done = (await shop.RowAsync()).DoneAt;
        Assert.NotNull(done);

        gate.SetResult();
        await slow.Clock.IdleAsync();

        var row = await shop.RowAsync();
        Assert.Equal((done, 0, null), (row.DoneAt, row.Attempts, row.Error));
        Assert.Contains(slow.Log.Entries, entry => entry.Text.Contains("outlived its lease", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_receiver_that_hangs_is_cancelled_when_its_lease_ends_and_holds_up_nobody_else()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync();
        shop.Courier.OnAttempt = async (attempt, token) =>
        {
            if (attempt.Order.Item == "stuck")
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        };
        await server.PlaceAsync("stuck");
        await shop.Courier.NextAsync();
        await server.PlaceAsync("pen");

        shop.Clock.Advance(Lease);

        Assert.Equal("pen", (await shop.Courier.NextAsync()).Order.Item);
        await server.Clock.IdleAsync();
        var rows = await shop.RowsAsync();
        Assert.Single(rows, row => row.Error == "TimeoutException: Ship took longer than its lease, 00:05:00.");
        Assert.Single(rows, row => row.DoneAt is not null);
    }

    [Fact]
    public async Task A_table_that_cannot_be_reached_is_logged_and_tried_again()
    {
        await using var shop = await Shop.OpenAsync(database);
        var outage = new Outage { Lasts = true };
        var server = shop.AddServer(
            configure: services => services.AddSingleton(outage).AddScoped<ShopOutboxStore>().AddScoped<IOutboxStore, Failing>());
        await server.PlaceAsync("pen");
        await server.StartAsync();
        Assert.Contains("cannot reach its table", Assert.Single(server.Log.Errors).Text, StringComparison.Ordinal);
        Assert.Empty(shop.Courier.Attempts);

        outage.Lasts = false;
        await shop.PassAsync(server, Shop.PollInterval);

        Assert.Single(shop.Courier.Attempts);
    }

    [Fact]
    public async Task Deliveries_that_are_done_are_purged_after_a_while_and_others_never()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync();
        await server.PlaceAsync("pen");
        await server.Clock.IdleAsync();
        await shop.StoreAsync("Gone", "{}");

        shop.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromHours(1));
        await server.Clock.IdleAsync();
        Assert.Equal(2, (await shop.RowsAsync()).Count);

        shop.Clock.Advance(TimeSpan.FromHours(2));
        await server.Clock.IdleAsync();
        Assert.Equal("Gone", (await shop.RowAsync()).Receiver);
    }

    private abstract class Decorated(ShopOutboxStore store) : IOutboxStore
    {
        public Task AddAsync(OutboxMessage message, CancellationToken cancellationToken) =>
            store.AddAsync(message, cancellationToken);

        public virtual Task<OutboxMessage?> ClaimAsync(
            DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
            store.ClaimAsync(now, until, cancellationToken);

        public virtual Task<bool> CompleteAsync(
            OutboxMessage claimed, DateTimeOffset now, CancellationToken cancellationToken) =>
            store.CompleteAsync(claimed, now, cancellationToken);

        public Task<bool> RetryAsync(
            OutboxMessage claimed, DateTimeOffset dueAt, string error, CancellationToken cancellationToken) =>
            store.RetryAsync(claimed, dueAt, error, cancellationToken);

        public Task<int> PurgeAsync(DateTimeOffset doneBefore, CancellationToken cancellationToken) =>
            store.PurgeAsync(doneBefore, cancellationToken);
    }

    private sealed class Forgetful(ShopOutboxStore store) : Decorated(store)
    {
        public override Task<bool> CompleteAsync(
            OutboxMessage claimed, DateTimeOffset now, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("The server died.");
    }

    private sealed class Outage
    {
        public bool Lasts { get; set; }
    }

    private sealed class Failing(ShopOutboxStore store, Outage outage) : Decorated(store)
    {
        public override Task<OutboxMessage?> ClaimAsync(
            DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
            outage.Lasts
                ? throw new InvalidOperationException("The database is down.")
                : base.ClaimAsync(now, until, cancellationToken);
    }
}

public sealed class OutboxServerTestsOnSqlite() : OutboxServerTests(DatabaseServer.Sqlite);

public sealed class OutboxServerTestsOnPostgreSql() : OutboxServerTests(DatabaseServer.PostgreSql);
