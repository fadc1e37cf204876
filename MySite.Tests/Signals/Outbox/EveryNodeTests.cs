using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.Outbox;

/// <summary>A receiver that every server process runs once.</summary>
public abstract class EveryNodeTests(DatabaseServer database)
{
    private static readonly TimeSpan LookBack = new OutboxOptions().BroadcastLookBack;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_senders_process_runs_it_right_after_the_commit_and_each_other_one_at_its_next_poll()
    {
        await using var shop = await Shop.OpenAsync(database);
        var (a, b, c) = (await StartAsync(shop, "A"), await StartAsync(shop, "B"), await StartAsync(shop, "C"));

        await a.PlaceAsync("pen");
        Assert.Equal(["A"], Servers(shop));
        await PassAsync(shop, Shop.PollInterval, a, b, c);

        Assert.Equal(["A", "B", "C"], Servers(shop));
        Assert.All(shop.Courier.Attempts, attempt => Assert.Equal(("pen", 1), (attempt.Order.Item, attempt.Number)));
        Assert.Single(shop.Courier.Attempts.Select(attempt => attempt.Key).Distinct());
        await PassAsync(shop, LookBack * 2, a, b, c);
        Assert.Equal(["A", "B", "C"], Servers(shop));
    }

    [Fact]
    public async Task Nobody_runs_it_before_the_commit_or_after_a_rollback()
    {
        await using var shop = await Shop.OpenAsync(database);
        var (a, b) = (await StartAsync(shop, "A"), await StartAsync(shop, "B"));

        await using (await a.BeginAsync("pen"))
            await PassAsync(shop, Shop.PollInterval * 2, a, b);
        await PassAsync(shop, Shop.PollInterval * 2, a, b);

        Assert.Empty(shop.Courier.Attempts);
    }

    [Fact]
    public async Task Without_a_transaction_it_runs_at_once()
    {
        await using var shop = await Shop.OpenAsync(database);
        var a = await StartAsync(shop, "A");

        await a.Services.GetRequiredService<ISignalHub>()
            .SendAsync(Shop.OrderPlaced, new OrderPlaced(7, "ink"), cancellationToken: Cancel);

        Assert.Equal(new OrderPlaced(7, "ink"), Assert.Single(shop.Courier.Attempts).Order);
    }

    [Fact]
    public async Task A_process_does_not_run_what_was_before_its_start()
    {
        await using var shop = await Shop.OpenAsync(database);
        var a = await StartAsync(shop, "A");
        await a.PlaceAsync("before");

        var b = await StartAsync(shop, "B");
        await a.PlaceAsync("after");
        await PassAsync(shop, Shop.PollInterval, a, b);

        Assert.Equal([("A", "after"), ("A", "before"), ("B", "after")],
            shop.Courier.Attempts.Select(attempt => (attempt.Server, attempt.Order.Item)).Order());
    }

    [Fact]
    public async Task A_transaction_that_takes_its_time_is_still_heard_everywhere()
    {
        await using var shop = await Shop.OpenAsync(database);
        var (a, b) = (await StartAsync(shop, "A"), await StartAsync(shop, "B"));
        await using var slow = await a.BeginAsync("slow");
        await PassAsync(shop, LookBack - (Shop.PollInterval * 2), a, b);
        var late = await StartAsync(shop, "late");

        await slow.CommitAsync();
        await PassAsync(shop, Shop.PollInterval, a, b, late);

        Assert.Equal(["A", "B", "late"], Servers(shop));
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(10)]
    public async Task A_clock_that_is_wrong_by_some_seconds_makes_nobody_miss_it_or_run_it_twice(int seconds)
    {
        await using var shop = await Shop.OpenAsync(database);
        var a = await StartAsync(shop, "A", error: TimeSpan.FromSeconds(seconds));
        var b = await StartAsync(shop, "B");
        await PassAsync(shop, TimeSpan.FromMinutes(3), a, b);

        await a.PlaceAsync("pen");
        await PassAsync(shop, LookBack * 2, a, b);
        await b.PlaceAsync("ink");
        await PassAsync(shop, LookBack * 2, a, b);

        Assert.Equal([("A", "ink"), ("A", "pen"), ("B", "ink"), ("B", "pen")],
            shop.Courier.Attempts.Select(attempt => (attempt.Server, attempt.Order.Item)).Order());
    }

    [Fact]
    public async Task A_failure_is_tried_again_in_the_process_where_it_happened_and_logged_at_last()
    {
        await using var shop = await Shop.OpenAsync(database);
        shop.Courier.OnAttempt = (attempt, _) => (attempt.Server, attempt.Order.Item, attempt.Number) switch
        {
            ("A", "pen", < 3) or ("B", "ink", _) => throw new TimeoutException("The cache is busy."),
            _ => default,
        };
        var (a, b) = (await StartAsync(shop, "A"), await StartAsync(shop, "B"));
        await a.PlaceAsync("pen");
        await a.PlaceAsync("ink");
        await PassAsync(shop, Shop.PollInterval, a, b);

        await Eventually.IsTrueAsync(() =>
        {
            shop.Clock.Advance(Shop.PollInterval);
            return Task.FromResult(b.Log.Errors.Count > 0 && shop.Courier.Attempts.Count >= 10);
        });

        int[] Numbers(string server, string item) => [.. shop.Courier.Attempts
            .Where(attempt => (attempt.Server, attempt.Order.Item) == (server, item)).Select(attempt => attempt.Number)];
        Assert.Equal([1, 2, 3], Numbers("A", "pen"));
        Assert.Equal([1], Numbers("A", "ink"));
        Assert.Equal([1], Numbers("B", "pen"));
        Assert.Equal([1, 2, 3, 4, 5], Numbers("B", "ink"));
        Assert.Contains("order_placed to Ship is given up in this process", Assert.Single(b.Log.Errors).Text,
            StringComparison.Ordinal);
        Assert.Empty(a.Log.Errors);
    }

    [Fact]
    public async Task A_process_that_could_not_read_the_table_for_a_while_catches_up()
    {
        await using var shop = await Shop.OpenAsync(database);
        var network = new Network();
        var a = await StartAsync(shop, "A");
        var b = await StartAsync(
            shop, "B", services => services.AddSingleton(network).AddScoped<IBroadcastStore, CutOff>());
        network.IsDown = true;
        await PassAsync(shop, Shop.PollInterval, a, b);
        await a.PlaceAsync("pen");
        shop.Clock.Advance(TimeSpan.FromMinutes(50));
        await b.IdleAsync();
        Assert.DoesNotContain("B", Servers(shop));

        network.IsDown = false;
        await PassAsync(shop, Shop.PollInterval, b);

        Assert.Equal(["A", "B"], Servers(shop));
        Assert.DoesNotContain(b.Log.Errors, entry => entry.Text.Contains("missed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_process_that_was_cut_off_for_too_long_says_that_it_may_have_missed_some()
    {
        await using var shop = await Shop.OpenAsync(database);
        var network = new Network();
        var b = await StartAsync(
            shop, "B", services => services.AddSingleton(network).AddScoped<IBroadcastStore, CutOff>());
        network.IsDown = true;
        shop.Clock.Advance(TimeSpan.FromMinutes(61));
        await b.IdleAsync();

        network.IsDown = false;
        await PassAsync(shop, Shop.PollInterval, b);

        Assert.Contains(b.Log.Errors, entry => entry.Text.StartsWith(
            "Broadcasts of 00:03:01 may have been missed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_sent_to_a_receiver_that_is_not_here_is_passed_over_and_what_is_stored_otherwise_is_logged()
    {
        await using var shop = await Shop.OpenAsync(database);
        var a = await StartAsync(shop, "A");
        await shop.ChangeAsync(context =>
        {
            context.AddRange(Broadcast(shop, "Other", 1), Broadcast(shop, "Ship", 2));
            return context.SaveChangesAsync(Cancel);
        });

        await PassAsync(shop, Shop.PollInterval, a);
        await a.PlaceAsync("pen");

        Assert.Single(shop.Courier.Attempts);
        Assert.Contains("version 2, and this server knows up to 1", Assert.Single(a.Log.Errors).Error!.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broadcasts_are_purged_after_their_time()
    {
        await using var shop = await Shop.OpenAsync(database);
        var a = await StartAsync(shop, "A");
        await a.PlaceAsync("pen");

        foreach (var (minutes, left) in new[] { (59, 1), (122, 0) })
        {
            shop.Clock.Advance(shop.Started + TimeSpan.FromMinutes(minutes) - shop.Clock.GetUtcNow());
            await a.IdleAsync();
            await shop.ChangeAsync(async context => Assert.Equal(left, await context.Broadcasts.CountAsync(Cancel)));
        }
    }

    private static Task<ShopServer> StartAsync(
        Shop shop, string name, Action<IServiceCollection>? configure = null, TimeSpan error = default) =>
        shop.StartServerAsync(name, hub => hub.On(Shop.OrderPlaced).OnEveryNode<Ship>(), configure, error);

    private static async Task PassAsync(Shop shop, TimeSpan time, params ShopServer[] servers)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Shop.PollInterval)
        {
            shop.Clock.Advance(Shop.PollInterval);
            foreach (var server in servers)
                await server.IdleAsync();
        }
    }

    private static IEnumerable<string> Servers(Shop shop) =>
        shop.Courier.Attempts.Select(attempt => attempt.Server).Order();

    private static OutboxBroadcast Broadcast(Shop shop, string receiver, int version) => new()
    {
        Id = Guid.CreateVersion7(shop.Clock.GetUtcNow()),
        Signal = "order_placed",
        Receiver = receiver,
        Payload = "{}",
        Version = version,
        CreatedAt = shop.Clock.GetUtcNow(),
    };

    private sealed class Network
    {
        public bool IsDown { get; set; }
    }

    private sealed class CutOff(ShopContext context, TimeProvider clock, Network network) : ShopOutboxStore(context, clock)
    {
        public override Task<IReadOnlyList<(Guid Id, DateTimeOffset CreatedAt)>> ListAsync(
            DateTimeOffset since, CancellationToken cancellationToken) => network.IsDown
            ? throw new InvalidOperationException("The network is down.")
            : base.ListAsync(since, cancellationToken);
    }
}

public sealed class EveryNodeTestsOnSqlite() : EveryNodeTests(DatabaseServer.Sqlite);

public sealed class EveryNodeTestsOnPostgreSql() : EveryNodeTests(DatabaseServer.PostgreSql);
