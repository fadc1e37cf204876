using Microsoft.Extensions.Logging;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.Outbox;

/// <summary>What cannot be delivered is kept with its error and stands in nobody's way.</summary>
public abstract class DeadLetterTests(DatabaseServer database)
{
    private const string Pen = """{"OrderId":1,"Item":"pen"}""";

    [Fact]
    public async Task A_delivery_that_fails_for_good_is_dead_after_so_many_attempts_and_blocks_nobody()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync(settings: [("MaxAttempts", 3), ("LongestRetry", "00:00:05")]);
        shop.Courier.OnAttempt = (attempt, _) =>
            attempt.Order.Item == "bomb" ? throw new InvalidOperationException("Not by air.") : default;
        await server.PlaceAsync("bomb");
        await server.IdleAsync();

        await shop.PassAsync(server, TimeSpan.FromMinutes(1));

        Assert.Equal([1, 2, 3], shop.Courier.Attempts.Select(attempt => attempt.Number));
        var row = await shop.RowAsync();
        Assert.Equal((3, "InvalidOperationException: Not by air.", null, null),
            (row.Attempts, row.Error, row.DoneAt, row.LeaseToken));
        Assert.NotNull(row.DeadAt);
        Assert.Contains("order_placed to Ship is dead after attempt 3", Assert.Single(server.Log.Errors).Text,
            StringComparison.Ordinal);

        await server.PlaceAsync("pen");
        await server.IdleAsync();
        Assert.Equal("pen", shop.Courier.Attempts[^1].Order.Item);
    }

    [Fact]
    public async Task A_long_error_is_cut_off()
    {
        await using var shop = await Shop.OpenAsync(database);
        var server = await shop.StartServerAsync();
        shop.Courier.OnAttempt = (_, _) => throw new InvalidOperationException(new string('x', 100_000));

        await server.PlaceAsync("pen");
        await server.IdleAsync();

        Assert.Equal(2000, (await shop.RowAsync()).Error!.Length);
    }

    [Fact]
    public async Task A_delivery_whose_receiver_nobody_knows_is_dead_after_some_misses_without_an_attempt()
    {
        await using var shop = await Shop.OpenAsync(database);
        await shop.StoreAsync("Gone", Pen);
        var server = await shop.StartServerAsync(settings: ("MaxMisses", 3));
        var row = await shop.RowAsync();
        Assert.Equal((0, 1, null), (row.Attempts, row.Misses, row.DeadAt));
        Assert.Equal("No receiver Gone is connected durably to order_placed. Was it renamed or removed?", row.Error);
        Assert.True(row.DueAt > shop.Clock.GetUtcNow());
        Assert.Single(server.Log.Entries, entry => entry.Level == LogLevel.Warning);

        await shop.PassAsync(server, TimeSpan.FromMinutes(1));

        row = await shop.RowAsync();
        Assert.Equal((0, 3), (row.Attempts, row.Misses));
        Assert.NotNull(row.DeadAt);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("not JSON")]
    public async Task A_payload_that_cannot_be_read_is_missed_with_the_reason(string payload)
    {
        await using var shop = await Shop.OpenAsync(database);
        await shop.StoreAsync("Ship", payload);

        await shop.StartServerAsync();

        var row = await shop.RowAsync();
        Assert.Equal((0, 1), (row.Attempts, row.Misses));
        Assert.StartsWith("The payload of order_placed, version 1, cannot be read: ", row.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_server_leaves_alive_what_a_newer_one_understands()
    {
        await using var shop = await Shop.OpenAsync(database);
        var old = await shop.StartServerAsync("old", _ => { });
        await shop.StoreAsync("Ship", Pen);
        await shop.PassAsync(old, TimeSpan.FromMinutes(1));
        Assert.InRange((await shop.RowAsync()).Misses, 2, 5);

        var newer = await shop.StartServerAsync("new");
        await old.StopAsync();
        await shop.PassAsync(newer, TimeSpan.FromMinutes(2));

        Assert.Equal(("new", 1), Assert.Single(
            shop.Courier.Attempts.Select(attempt => (attempt.Server, attempt.Number))));
        Assert.NotNull((await shop.RowAsync()).DoneAt);
    }
}

public sealed class DeadLetterTestsOnSqlite() : DeadLetterTests(DatabaseServer.Sqlite);

public sealed class DeadLetterTestsOnPostgreSql() : DeadLetterTests(DatabaseServer.PostgreSql);
