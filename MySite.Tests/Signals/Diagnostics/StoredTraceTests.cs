using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.Diagnostics;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.Diagnostics;

/// <summary>Deliveries and broadcasts, as the monitor sees them.</summary>
public sealed class StoredTraceTests
{
    [Fact]
    public async Task A_broadcast_is_counted_and_traced_on_every_server_that_runs_it()
    {
        await using var shop = await Shop.OpenAsync(DatabaseServer.Sqlite);
        var (a, b) = (await StartAsync(shop, "A", EveryNode), await StartAsync(shop, "B", EveryNode));

        var trace = await Monitor(a).TraceAsync(() => a.PlaceAsync("pen"));
        await shop.PassAsync(b, Shop.PollInterval);

        Assert.Equal("order_placed Done (Ship Stored)", trace.Tell());
        foreach (var server in (ShopServer[])[a, b])
        {
            var run = Assert.Single(Monitor(server).Traces, one => one.Kind == "broadcast");
            Assert.Equal(
                ("order_placed to Ship", "done", trace.Events[0].Events[0].Delivery), (run.Name, run.Result, run.Delivery));
            Assert.Equal(1, Monitor(server).Of(Assert.Single(Hub(server).Connections)).Calls);
        }
    }

    [Fact]
    public async Task A_delivery_that_is_rolled_back_is_marked_as_such()
    {
        await using var shop = await Shop.OpenAsync(DatabaseServer.Sqlite);
        var server = await StartAsync(shop, "A", hub => hub.On(Shop.OrderPlaced).Durably<Ship>());

        var trace = await Monitor(server).TraceAsync(() => server.PlaceAsync("pen", commit: false));

        Assert.Equal("order_placed Done (Ship undone Stored)", trace.Tell());
        Assert.Empty(await shop.RowsAsync());
    }

    [Fact]
    public async Task What_a_save_stores_by_itself_is_told_with_its_delivery()
    {
        await using var shop = await Shop.OpenAsync(DatabaseServer.Sqlite);
        var server = await StartAsync(shop, "A", hub => hub.On(ModelSignals.PostSave<Order>())
            .Storing(save => save.Entity.Item == "nothing" ? null : new OrderPlaced(save.Entity.Id, save.Entity.Item),
                ShopJson.Default.OrderPlaced)
            .Durably<Ship>());

        var stored = await Monitor(server).TraceAsync(() => server.PlaceAsync("pen"));
        var skipped = await Monitor(server).TraceAsync(() => server.PlaceAsync("nothing"));

        Assert.Equal(
            "pre_save · Order Unheard, Ship Stored, post_save · Order Done, order_placed Unheard", stored.Tell());
        Assert.Equal((await shop.RowAsync()).Id, stored.Events[1].Delivery);
        Assert.Equal(
            "pre_save · Order Unheard, Ship Skipped [nothing to store], post_save · Order Done, order_placed Unheard",
            skipped.Tell());
    }

    [Fact]
    public async Task A_shutdown_is_no_failure_of_the_receiver_that_it_stops()
    {
        await using var shop = await Shop.OpenAsync(DatabaseServer.Sqlite);
        shop.Courier.OnAttempt = (_, token) => new(Task.Delay(Timeout.InfiniteTimeSpan, shop.Clock, token));
        var server = await StartAsync(shop, "A", hub => hub.On(Shop.OrderPlaced).Durably<Ship>());
        await server.PlaceAsync("pen");
        await shop.Courier.NextAsync();

        await server.DropAsync();

        var attempt = Assert.Single(Monitor(server).Traces, one => one.Kind == "delivery");
        Assert.False(attempt.HasFailed);
        Assert.Equal(0, Monitor(server).Of(Assert.Single(Hub(server).Connections)).Failures);
    }

    private static void EveryNode(ISignalHub hub) => hub.On(Shop.OrderPlaced).OnEveryNode<Ship>();

    private static SignalMonitor Monitor(ShopServer server) => server.Services.GetRequiredService<SignalMonitor>();

    private static ISignalHub Hub(ShopServer server) => server.Services.GetRequiredService<ISignalHub>();

    private static Task<ShopServer> StartAsync(Shop shop, string name, Action<ISignalHub> connect) =>
        shop.StartServerAsync(name, connect, services => services.AddMonitor());
}
