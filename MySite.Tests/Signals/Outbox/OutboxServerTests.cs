using Microsoft.Extensions.DependencyInjection;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.Outbox;

/// <summary>Servers come and go, and share the table.</summary>
public abstract class OutboxServerTests(DatabaseServer database)
{
    private static readonly TimeSpan Lease = new OutboxOptions().Lease;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delivery_survives_the_restart_of_its_server()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync("A");
        shop.Courier.OnAttempt = (attempt, _) => attempt.Server == "A" ? throw new TimeoutException() : default;
        await server.PlaceAsync("pen");
        await server.IdleAsync();
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
        await server.Services.GetRequiredService<OutboxAlarm>().QuietAsync(Cancel);

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
            "A", configure: services => services.AddScoped<IOutboxStore, Forgetful>());
        await dying.PlaceAsync("pen");
        await shop.Courier.NextAsync();
        await Eventually.IsTrueAsync(() => Task.FromResult(dying.Log.Errors.Count > 0));
        Assert.Contains("cannot reach its table", dying.Log.Errors[0].Text, StringComparison.Ordinal);
        await dying.DropAsync();

        var server = await shop.StartServerAsync("B");
        Assert.Single(shop.Courier.Attempts);
        shop.Clock.Advance(Lease);
        await server.IdleAsync();

        Assert.Equal(["A", "B"], shop.Courier.Attempts.Select(attempt => attempt.Server));
        Assert.Single(shop.Courier.Attempts.Select(attempt => attempt.Key).Distinct());
    }

    [Fact]
    public async Task A_success_that_cannot_be_noted_for_a_while_is_noted_later_and_not_repeated()
    {
        await using var shop = await Shop.OpenAsync(database);
        var outage = new Outage { Lasts = true };
        var server = await shop.StartServerAsync(configure: services =>
            services.AddSingleton(outage).AddScoped<IOutboxStore, Forgetful>());
        await server.PlaceAsync("pen");
        await Eventually.IsTrueAsync(() => Task.FromResult(server.Log.Errors.Count > 0));

        outage.Lasts = false;
        await Eventually.IsTrueAsync(async () =>
        {
            shop.Clock.Advance(Shop.PollInterval);
            return (await shop.RowAsync()).DoneAt is not null;
        });

        Assert.Single(shop.Courier.Attempts);
    }

    [Fact]
    public async Task Two_servers_share_the_deliveries_and_make_none_twice()
    {
        await using var shop = await Shop.OpenAsync(database);
        var stored = shop.AddServer("A", settings: ("Concurrency", 1));
        for (var i = 0; i < 30; i++)
            await stored.PlaceAsync($"{i}");
        // Neither may run ahead: each waits for the other in its first delivery.
        using var both = new Barrier(2);
        shop.Courier.OnAttempt = async (attempt, token) =>
        {
            if (shop.Courier.Attempts.Count(other => other.Server == attempt.Server) == 1)
                await Task.Run(() => both.SignalAndWait(token), token);
        };

        await Task.WhenAll(stored.StartAsync(), shop.AddServer("B", settings: ("Concurrency", 1)).StartAsync());

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
    public async Task A_table_that_cannot_be_reached_is_logged_and_tried_again()
    {
        await using var shop = await Shop.OpenAsync(database);
        var outage = new Outage { Lasts = true };
        var server = shop.AddServer(
            configure: services => services.AddSingleton(outage).AddScoped<IOutboxStore, Failing>());
        await server.PlaceAsync("pen");
        await server.StartAsync();
        Assert.Contains("cannot reach its table", Assert.Single(server.Log.Errors).Text, StringComparison.Ordinal);
        Assert.Empty(shop.Courier.Attempts);

        outage.Lasts = false;
        await shop.PassAsync(server, Shop.PollInterval);

        Assert.Single(shop.Courier.Attempts);
    }

    [Fact]
    public async Task Deliveries_that_are_done_or_dead_are_purged_after_their_time_and_others_never()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync(settings: ("KeepDead", "8.00:00:00"));
        await server.PlaceAsync("pen");
        await server.IdleAsync();
        await shop.StoreAsync("Gone", "{}", change: row => row.DueAt = shop.Clock.GetUtcNow() + TimeSpan.FromDays(30));
        await shop.StoreAsync("Dead", "{}", change: row => row.DeadAt = row.CreatedAt);

        foreach (var (day, left) in new[] { (6.9, 3), (7.1, 2), (7.9, 2), (8.1, 1) })
        {
            shop.Clock.Advance(shop.Started + TimeSpan.FromDays(day) - shop.Clock.GetUtcNow());
            await server.IdleAsync();
            Assert.Equal(left, (await shop.RowsAsync()).Count);
        }

        Assert.Equal("Gone", (await shop.RowAsync()).Receiver);
    }

    private sealed class Outage
    {
        public bool Lasts { get; set; }
    }

    private sealed class Forgetful(ShopContext context, TimeProvider clock, Outage? outage = null)
        : ShopOutboxStore(context, clock)
    {
        public override Task<IReadOnlyCollection<Guid>> CompleteAsync(
            IReadOnlyCollection<OutboxMessage> claimed, DateTimeOffset now, CancellationToken cancellationToken) =>
            outage is { Lasts: false }
                ? base.CompleteAsync(claimed, now, cancellationToken)
                : throw new InvalidOperationException("The server died.");
    }

    private sealed class Failing(ShopContext context, TimeProvider clock, Outage outage) : ShopOutboxStore(context, clock)
    {
        public override Task<IReadOnlyList<OutboxMessage>> ClaimAsync(
            int count, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
            outage.Lasts
                ? throw new InvalidOperationException("The database is down.")
                : base.ClaimAsync(count, now, until, cancellationToken);
    }
}

public sealed class OutboxServerTestsOnSqlite() : OutboxServerTests(DatabaseServer.Sqlite);

public sealed class OutboxServerTestsOnPostgreSql() : OutboxServerTests(DatabaseServer.PostgreSql);
