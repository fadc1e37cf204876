using MySite.Tests.Support;

namespace MySite.Tests.Signals.Outbox;

/// <summary>Who stored a delivery does not wait for the database behind it.</summary>
public sealed class LingerTests
{
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_new_delivery_is_left_alone_for_a_while_and_claimed_with_those_that_came_meanwhile()
    {
        await using var shop = await Shop.OpenAsync(DatabaseServer.Sqlite);
        var server = await shop.StartServerAsync(settings: ("Linger", Linger));
        await server.PlaceAsync("pen");
        await server.PlaceAsync("ink");

        // When the server notices, and its wait begins, cannot be seen from here.
        await Eventually.IsTrueAsync(async () =>
        {
            shop.Clock.Advance(Linger);
            return (await shop.RowsAsync()).TrueForAll(row => row.DoneAt is not null);
        });

        var rows = await shop.RowsAsync();
        Assert.Equal(2, rows.Count);
        Assert.Single(rows.Select(row => row.LeaseToken).Distinct());
        Assert.All(rows, row => Assert.True(row.DoneAt - row.CreatedAt >= Linger, $"{row.DoneAt - row.CreatedAt}"));
    }

    [Fact]
    public async Task A_server_that_stops_does_not_wait_for_it()
    {
        await using var shop = await Shop.OpenAsync(DatabaseServer.Sqlite);
        var server = await shop.StartServerAsync(settings: ("Linger", TimeSpan.FromSeconds(10)));
        await server.PlaceAsync("pen");

        await server.StopAsync();

        Assert.Null((await shop.RowAsync()).DoneAt);
        Assert.Empty(server.Log.Errors);
    }
}
