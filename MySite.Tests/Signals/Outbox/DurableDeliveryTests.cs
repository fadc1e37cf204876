using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MySite.Signals;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.Outbox;

public abstract class DurableDeliveryTests(DatabaseServer database)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delivery_is_stored_in_the_senders_transaction_and_made_after_the_commit()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync();
        await server.PlaceAsync("pen");

        var attempt = await shop.Courier.NextAsync();
        await server.IdleAsync();

        Assert.Equal("pen", attempt.Order.Item);
        Assert.Equal(1, attempt.Number);
        var row = await shop.RowAsync();
        Assert.Equal(attempt.Key, row.Id);
        Assert.Equal(("order_placed", "Ship", 0, null), (row.Signal, row.Receiver, row.Attempts, row.Error));
        Assert.Equal(shop.Clock.GetUtcNow(), row.DoneAt);
        Assert.Single(shop.Courier.Attempts);
    }

    [Fact]
    public async Task Before_the_commit_nothing_is_delivered_and_after_a_rollback_nothing_is_left()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync();

        await server.PlaceAsync("pen", commit: false);
        await shop.PassAsync(server, TimeSpan.FromSeconds(2));

        Assert.Empty(shop.Courier.Attempts);
        Assert.Empty(await shop.RowsAsync());
    }

    [Fact]
    public async Task Without_a_transaction_a_delivery_is_stored_and_made_at_once()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync();

        await server.Services.GetRequiredService<ISignalHub>()
            .SendAsync(Shop.OrderPlaced, new OrderPlaced(7, "ink"), cancellationToken: Cancel);

        Assert.Equal(new OrderPlaced(7, "ink"), (await shop.Courier.NextAsync()).Order);
    }

    [Fact]
    public async Task Each_receiver_has_a_delivery_of_its_own_so_that_a_failing_one_does_not_repeat_the_others()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync(connect: hub =>
        {
            hub.On(Shop.OrderPlaced).Durably<Ship>();
            hub.On(Shop.OrderPlaced).Durably<Explode>();
        });

        await server.PlaceAsync("pen");
        await server.IdleAsync();
        await shop.PassAsync(server, TimeSpan.FromSeconds(8));

        Assert.Single(shop.Courier.Attempts);
        var rows = await shop.RowsAsync();
        Assert.Equal(["Explode", "Ship"], rows.Select(row => row.Receiver).Order());
        Assert.Equal(2, rows.Single(row => row.Receiver == "Explode").Attempts);
        Assert.NotNull(rows.Single(row => row.Receiver == "Ship").DoneAt);
    }

    [Fact]
    public async Task A_delivery_that_fails_is_tried_again_after_waits_that_grow()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync();
        shop.Courier.OnAttempt = (_, _) => throw new TimeoutException("The courier is late.");
        await server.PlaceAsync("pen");
        await server.IdleAsync();

        foreach (var (attempt, wait) in new[] { (1, 5), (2, 10), (3, 20) })
        {
            var row = await shop.RowAsync();
            Assert.Equal((attempt, "TimeoutException: The courier is late.", null), (row.Attempts, row.Error, row.DoneAt));
            Assert.Null(row.LeaseToken);
            var waits = row.DueAt - shop.Clock.GetUtcNow();
            Assert.InRange(waits.TotalSeconds, wait * 0.8, wait * 1.2);

            await shop.PassAsync(server, waits - Shop.PollInterval);
            Assert.Equal(attempt, shop.Courier.Attempts.Count);
            await shop.PassAsync(server, Shop.PollInterval);
            Assert.Equal(attempt + 1, shop.Courier.Attempts.Count);
        }

        Assert.Equal([1, 2, 3, 4], shop.Courier.Attempts.Select(attempt => attempt.Number));
        Assert.Single(shop.Courier.Attempts.Select(attempt => attempt.Key).Distinct());
        Assert.Contains(server.Log.Entries, entry => entry.Level == LogLevel.Warning
            && entry.Text.Contains("order_placed to Ship failed in attempt 3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_receiver_that_recovers_gets_its_delivery()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync();
        shop.Courier.OnAttempt = (attempt, _) => attempt.Number < 3 ? throw new TimeoutException() : default;
        await server.PlaceAsync("pen");
        await server.IdleAsync();

        await shop.PassAsync(server, TimeSpan.FromMinutes(1));

        Assert.Equal(3, shop.Courier.Attempts.Count);
        Assert.NotNull((await shop.RowAsync()).DoneAt);
    }

    [Fact]
    public async Task A_receiver_that_gives_up_by_itself_has_failed_like_any_other()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync();
        shop.Courier.OnAttempt = (_, _) => throw new OperationCanceledException();
        await server.PlaceAsync("pen");
        await server.IdleAsync();

        Assert.Equal(1, (await shop.RowAsync()).Attempts);
    }

    [Fact]
    public async Task The_delivery_that_has_waited_longest_comes_first()
    {
        await using var shop = await Shop.OpenAsync(database);
        await shop.StoreAsync("Ship", """{"OrderId":2,"Item":"second"}""", TimeSpan.FromMinutes(1));
        await shop.StoreAsync("Ship", """{"OrderId":1,"Item":"first"}""", TimeSpan.FromMinutes(2));
        await shop.StoreAsync("Ship", """{"OrderId":3,"Item":"third"}""");

        await shop.StartServerAsync(settings: ("Concurrency", 1));

        Assert.Equal(["first", "second", "third"], shop.Courier.Attempts.Select(attempt => attempt.Order.Item));
    }

    [Fact]
    public async Task A_key_names_the_receiver_in_the_table()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync(
            connect: hub => hub.On(Shop.OrderPlaced).WithKey("shipping").Durably<Ship>());

        await server.PlaceAsync("pen");
        await shop.Courier.NextAsync();

        Assert.Equal("shipping", (await shop.RowAsync()).Receiver);
    }

    [Fact]
    public async Task Only_the_deliveries_of_what_a_receiver_hears_are_stored()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync(
            connect: hub => hub.On(Shop.OrderPlaced).From(typeof(Order)).Durably<Ship>());

        await server.PlaceAsync("pen");

        Assert.Empty(await shop.RowsAsync());
    }

    [Fact]
    public async Task Every_delivery_has_a_scope_of_its_own()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync(connect: hub => hub.On(Shop.OrderPlaced).Durably<SaveOrder>());

        await server.PlaceAsync("pen");
        await server.IdleAsync();

        Assert.NotNull((await shop.RowAsync()).DoneAt);
        await using var scope = server.Services.CreateAsyncScope();
        var delivery = scope.ServiceProvider.GetRequiredService<Delivery>();
        Assert.Equal((Guid.Empty, 0), (delivery.Key, delivery.Attempt));
    }

    private sealed class Explode : IReceiver<OrderPlaced>
    {
        public ValueTask ReceiveAsync(OrderPlaced payload, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("boom");
    }

    private sealed class SaveOrder(ShopContext context, Delivery delivery) : IReceiver<OrderPlaced>
    {
        public async ValueTask ReceiveAsync(OrderPlaced payload, CancellationToken cancellationToken)
        {
            Assert.NotEqual(Guid.Empty, delivery.Key);
            Assert.Empty(context.ChangeTracker.Entries());
            context.Add(new Order { Item = "copy" });
            await context.SaveChangesAsync(cancellationToken);
        }
    }
}

public sealed class DurableDeliveryTestsOnSqlite() : DurableDeliveryTests(DatabaseServer.Sqlite);

public sealed class DurableDeliveryTestsOnPostgreSql() : DurableDeliveryTests(DatabaseServer.PostgreSql);
