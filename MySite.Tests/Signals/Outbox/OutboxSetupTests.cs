using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MySite.Signals;
using MySite.Signals.Outbox;

namespace MySite.Tests.Signals.Outbox;

public sealed class OutboxSetupTests
{
    [Fact]
    public async Task A_durable_receiver_without_an_outbox_stops_the_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddSingleton<Courier>().AddSingleton(new ServerName("A"))
            .AddReceivers(hub => hub.On(Shop.OrderPlaced, "Accounts.cs", 7).Durably<Ship>());
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            "Ship is connected durably to order_placed, at Accounts.cs:7, but there is no outbox. Call AddOutbox<TStore>().",
            error.Message);
    }

    [Fact]
    public async Task A_receiver_on_every_node_without_an_outbox_stops_the_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddSingleton<Courier>().AddSingleton(new ServerName("A"))
            .AddReceivers(hub => hub.On(Shop.OrderPlaced, "Polls.cs", 7).OnEveryNode<Ship>());
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            "Ship is connected on every node to order_placed, at Polls.cs:7, but there is no outbox. Call AddOutbox<TStore>().",
            error.Message);
    }

    [Fact]
    public async Task A_signal_that_cannot_be_stored_reaches_no_other_node()
    {
        await using var test = new TestHub();

        var error = Assert.Throws<InvalidOperationException>(() => test.OnPing().OnEveryNode<NoteName>());

        Assert.StartsWith("Signal ping cannot be sent to every node: its payload Ping", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_that_cannot_be_stored_has_no_durable_receivers()
    {
        await using var test = new TestHub();

        var error = Assert.Throws<InvalidOperationException>(() => test.OnPing().Durably<NoteName>());

        Assert.Equal(
            "Signal ping cannot be delivered durably: its payload Ping cannot be stored. " +
            "Give the signal's constructor the payload's JsonTypeInfo.",
            error.Message);
        Assert.Empty(test.Hub.Connections);
    }

    [Fact]
    public async Task Two_receivers_that_the_table_could_not_tell_apart_are_an_error_that_names_both_places()
    {
        await using var test = new TestHub();
        test.Hub.On(Shop.OrderPlaced, "Accounts.cs", 7).Durably<Ship>();

        var error = Assert.Throws<InvalidOperationException>(
            () => test.Hub.On(Shop.OrderPlaced, "Polls.cs", 9).Durably<Other.Ship>());

        Assert.Contains("Outbox.Ship, connected at Accounts.cs:7", error.Message, StringComparison.Ordinal);
        Assert.Contains("Other+Ship, at Polls.cs:9", error.Message, StringComparison.Ordinal);
        Assert.Contains("WithKey", error.Message, StringComparison.Ordinal);

        test.Hub.On(Shop.OrderPlaced).WithKey("other").Durably<Other.Ship>();
        test.Hub.On(Shop.OrderPlaced).From("somebody").Durably<Ship>();
        Assert.Equal(3, test.Hub.Connections.Count);
    }

    [Fact]
    public async Task Two_signals_of_one_name_cannot_share_a_stored_receiver()
    {
        await using var test = new TestHub();
        test.Hub.On(Shop.OrderPlaced).Durably<Ship>();
        var twin = new Signal<OrderPlaced>("order_placed", ShopJson.Default.OrderPlaced);

        Assert.Throws<InvalidOperationException>(() => test.Hub.On(twin).Durably<Ship>());
    }

    [Fact]
    public async Task A_durable_connection_says_so()
    {
        await using var test = new TestHub();
        test.Hub.On(Shop.OrderPlaced).Durably<Ship>();

        Assert.Equal(ConnectionPhase.Durable, Assert.Single(test.Hub.Connections).Phase);
    }

    [Theory]
    [InlineData("PollInterval", "00:00:00")]
    [InlineData("Linger", "-00:00:01")]
    [InlineData("Lease", "00:00:00")]
    [InlineData("FirstRetry", "-00:00:01")]
    [InlineData("LongestRetry", "100.00:00:00")]
    [InlineData("KeepDone", "-00:00:01")]
    [InlineData("KeepDead", "-00:00:01")]
    [InlineData("Concurrency", "0")]
    [InlineData("ReceiverTimeout", "00:00:00")]
    [InlineData("MaxAttempts", "0")]
    [InlineData("MaxMisses", "0")]
    [InlineData("BroadcastLookBack", "00:00:00")]
    [InlineData("BroadcastAttempts", "0")]
    [InlineData("KeepBroadcasts", "00:00:00")]
    public async Task A_wrong_setting_stops_the_start_with_its_name(string name, string value)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { [$"Signals:Outbox:{name}"] = value });
        builder.Services.AddOutbox<ShopOutboxStore>();
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Waits_double_up_to_the_longest_give_or_take_a_fifth()
    {
        var options = new OutboxOptions();
        double Wait(int attempts, double chance) => options.RetryAfter(attempts, chance).TotalSeconds;

        Assert.Equal([5, 10, 20, 40], Enumerable.Range(1, 4).Select(attempts => Wait(attempts, 0.5)));
        Assert.Equal(600, Wait(8, 0.5));
        Assert.Equal(600, Wait(int.MaxValue, 0.5));
        Assert.Equal(4, Wait(1, 0), precision: 9);
        Assert.Equal(6, Wait(1, 1), precision: 9);
    }

    [Fact]
    public void A_mail_server_may_be_down_for_two_days_and_a_half_before_anything_is_given_up()
    {
        var options = new OutboxOptions();

        var shortest = Enumerable.Range(1, options.MaxAttempts - 1).Sum(attempts => options.RetryAfter(attempts, 0).TotalDays);

        Assert.InRange(shortest, 2.5, 3);
    }

    [Fact]
    public void A_rolling_deployment_may_take_twenty_minutes_before_an_old_server_buries_what_a_new_one_understands()
    {
        var options = new OutboxOptions();

        var shortest = Enumerable.Range(1, options.MaxMisses - 1).Sum(misses => options.RetryAfter(misses, 0).TotalMinutes);

        Assert.InRange(shortest, 20, 30);
    }

    private static class Other
    {
        public sealed class Ship : IReceiver<OrderPlaced>
        {
            public ValueTask ReceiveAsync(OrderPlaced payload, CancellationToken cancellationToken) => default;
        }
    }
}
