using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.Outbox;

/// <summary>Rows outlive the code that wrote them.</summary>
public abstract class PayloadVersionTests(DatabaseServer database)
{
    private static readonly Signal<OrderPlaced> OrderPlaced = new(
        "order_placed",
        PayloadVersions.First(ShopJson.Default.OrderNumber)
            .Then(ShopJson.Default.OrderTaken, old => new OrderTaken(old.Number))
            .Then(ShopJson.Default.OrderPlaced, old => new OrderPlaced(old.OrderId, "something")));

    [Theory]
    [InlineData(1, """{"Number":7}""", "something")]
    [InlineData(2, """{"OrderId":7}""", "something")]
    [InlineData(3, """{"OrderId":7,"Item":"pen"}""", "pen")]
    public async Task What_an_older_version_stored_is_upgraded_step_by_step(int version, string payload, string item)
    {
        await using var shop = await Shop.OpenAsync(database);
        await shop.StoreAsync("Ship", payload, version: version);

        await shop.StartServerAsync(connect: Connect);

        Assert.Equal(new OrderPlaced(7, item), Assert.Single(shop.Courier.Attempts).Order);
    }

    [Fact]
    public async Task What_is_stored_today_bears_the_newest_version()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = shop.AddServer(connect: Connect);

        await server.Services.GetRequiredService<ISignalHub>().SendAsync(
            OrderPlaced, new OrderPlaced(7, "pen"), cancellationToken: TestContext.Current.CancellationToken);

        var row = await shop.RowAsync();
        Assert.Equal((3, """{"OrderId":7,"Item":"pen"}"""), (row.Version, row.Payload));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(0)]
    public async Task A_version_that_this_server_does_not_know_is_left_to_others_for_a_while(int version)
    {
        await using var shop = await Shop.OpenAsync(database);
        await shop.StoreAsync("Ship", "{}", version: version);
        var server = await shop.StartServerAsync(connect: Connect, settings: ("MaxMisses", 2));
        var row = await shop.RowAsync();
        Assert.Equal((0, 1, null), (row.Attempts, row.Misses, row.DeadAt));

        await shop.PassAsync(server, TimeSpan.FromSeconds(10));

        row = await shop.RowAsync();
        Assert.NotNull(row.DeadAt);
        Assert.Equal(
            $"The payload of order_placed is stored in version {version}, and this server knows up to 3. " +
            "Did a newer server store it?",
            row.Error);
        Assert.Empty(shop.Courier.Attempts);
    }

    [Fact]
    public async Task An_upgrade_that_fails_is_a_payload_that_cannot_be_read()
    {
        var broken = new Signal<OrderPlaced>(
            "order_placed",
            PayloadVersions.First(ShopJson.Default.OrderNumber)
                .Then<OrderPlaced>(ShopJson.Default.OrderPlaced, _ => throw new InvalidOperationException("No item.")));
        await using var shop = await Shop.OpenAsync(database);
        await shop.StoreAsync("Ship", """{"Number":7}""", version: 1);

        await shop.StartServerAsync(connect: hub => hub.On(broken).Durably<Ship>());

        var row = await shop.RowAsync();
        Assert.Equal(
            (1, "The payload of order_placed, version 1, cannot be read: No item."), (row.Misses, row.Error));
    }

    private static void Connect(ISignalHub hub) => hub.On(OrderPlaced).Durably<Ship>();
}

public sealed class PayloadVersionTestsOnSqlite() : PayloadVersionTests(DatabaseServer.Sqlite);

public sealed class PayloadVersionTestsOnPostgreSql() : PayloadVersionTests(DatabaseServer.PostgreSql);
