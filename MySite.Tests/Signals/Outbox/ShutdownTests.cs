using MySite.Tests.Support;

namespace MySite.Tests.Signals.Outbox;

public abstract class ShutdownTests(DatabaseServer database)
{
    [Fact]
    public async Task A_shutdown_lets_receivers_end_and_starts_no_more()
    {
        await using var shop = await Shop.OpenAsync(database);
        var gate = new TaskCompletionSource();
        shop.Courier.OnAttempt = (_, token) => new ValueTask(gate.Task.WaitAsync(token));
        await shop.StoreAsync("Ship", """{"OrderId":1,"Item":"first"}""", TimeSpan.FromMinutes(1));
        await shop.StoreAsync("Ship", """{"OrderId":2,"Item":"second"}""");
        var server = shop.AddServer(settings: ("Concurrency", 1));
        var starting = server.StartAsync();
        await shop.Courier.NextAsync();

        var stopping = server.StopAsync();
        await Eventually.IsTrueAsync(async () => (await shop.RowsAsync()).Count(row => row.LeaseToken is null) == 1);
        Assert.False(stopping.IsCompleted);
        gate.SetResult();
        await stopping;

        var rows = await shop.RowsAsync();
        Assert.Equal("first", Assert.Single(shop.Courier.Attempts).Order.Item);
        Assert.NotNull(rows[0].DoneAt);
        Assert.Equal((null, null, 0), (rows[1].DoneAt, rows[1].LeaseToken, rows[1].Attempts));
        _ = starting;
    }

    [Fact]
    public async Task When_the_hosts_patience_ends_a_delivery_is_given_back_with_no_attempt_counted()
    {
        await using var shop = await Shop.OpenAsync(database);
        shop.Courier.OnAttempt = async (attempt, token) =>
        {
            if (attempt.Server == "A")
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        };
        var server = await shop.StartServerAsync("A");
        await server.PlaceAsync("pen");
        await shop.Courier.NextAsync();

        await server.DropAsync();
        var row = await shop.RowAsync();
        Assert.Equal((null, null, 0, null), (row.LeaseToken, row.LeasedUntil, row.Attempts, row.Error));
        await shop.StartServerAsync("B");

        Assert.Equal([("A", 1), ("B", 1)], shop.Courier.Attempts.Select(attempt => (attempt.Server, attempt.Number)));
        Assert.Single(shop.Courier.Attempts.Select(attempt => attempt.Key).Distinct());
        Assert.NotNull((await shop.RowAsync()).DoneAt);
    }

    [Fact]
    public async Task A_receiver_that_does_not_stop_cannot_hold_up_the_shutdown()
    {
        await using var shop = await Shop.OpenAsync(database);
        var gate = new TaskCompletionSource();
        shop.Courier.OnAttempt = (_, _) => new ValueTask(gate.Task);
        var server = await shop.StartServerAsync();
        await server.PlaceAsync("pen");
        await shop.Courier.NextAsync();

        var stopping = server.DropAsync();
        await Eventually.IsTrueAsync(() =>
        {
            shop.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(stopping.IsCompleted);
        });
        await stopping;

        var row = await shop.RowAsync();
        Assert.Equal((null, 0), (row.LeaseToken, row.Attempts));
        gate.SetResult();
    }
}

public sealed class ShutdownTestsOnSqlite() : ShutdownTests(DatabaseServer.Sqlite);

public sealed class ShutdownTestsOnPostgreSql() : ShutdownTests(DatabaseServer.PostgreSql);
