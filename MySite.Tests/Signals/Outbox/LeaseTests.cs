using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.Outbox;

/// <summary>A claim is short, renewed while its receiver runs, and tested by every update.</summary>
public abstract class LeaseTests(DatabaseServer database)
{
    private static readonly TimeSpan Lease = new OutboxOptions().Lease;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slow_receiver_keeps_its_claim_for_as_long_as_it_takes()
    {
        await using var shop = await Shop.OpenAsync(database);
        var gate = new TaskCompletionSource();
        shop.Courier.OnAttempt = (_, token) => new ValueTask(gate.Task.WaitAsync(token));
        var slow = await shop.StartServerAsync("A");
        await slow.PlaceAsync("pen");
        await shop.Courier.NextAsync();
        var other = await shop.StartServerAsync("B");

        for (var passed = TimeSpan.Zero; passed < Lease * 4; passed += Lease / 3)
        {
            shop.Clock.Advance(Lease / 3);
            var until = shop.Clock.GetUtcNow() + Lease;
            await Eventually.IsTrueAsync(async () => (await shop.RowAsync()).LeasedUntil == until);
            await other.IdleAsync();
        }
        gate.SetResult();
        await slow.IdleAsync();

        Assert.Equal("A", Assert.Single(shop.Courier.Attempts).Server);
        Assert.NotNull((await shop.RowAsync()).DoneAt);
        Assert.Empty(slow.Log.Errors);
    }

    [Fact]
    public async Task A_renewal_that_finds_the_claim_lost_cancels_the_receiver_and_changes_nothing()
    {
        await using var shop = await Shop.OpenAsync(database);
        var cancelled = new TaskCompletionSource();
        shop.Courier.OnAttempt = async (_, token) =>
        {
            await using var heard = token.Register(cancelled.SetResult);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        };
        var server = await shop.StartServerAsync("A");
        await server.PlaceAsync("pen");
        await shop.Courier.NextAsync();
        var (token, until) = (Guid.CreateVersion7(shop.Clock.GetUtcNow()), shop.Clock.GetUtcNow() + TimeSpan.FromHours(1));
        await shop.ChangeAsync(context => context.Outbox.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LeaseToken, token).SetProperty(row => row.LeasedUntil, until), Cancel));

        shop.Clock.Advance(Lease / 3);
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        await server.IdleAsync();

        var row = await shop.RowAsync();
        Assert.Equal((token, until, 0, null), (row.LeaseToken, row.LeasedUntil, row.Attempts, row.Error));
        Assert.Contains(server.Log.Entries, entry => entry.Text.Contains("outlived its lease", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_ends_after_its_lease_cannot_overrule_the_one_that_took_over(bool succeeds)
    {
        await using var shop = await Shop.OpenAsync(database);
        var gate = new TaskCompletionSource();
        shop.Courier.OnAttempt = async (attempt, _) =>
        {
            if (attempt.Server != "A")
                return;
            await gate.Task;
            if (!succeeds)
                throw new TimeoutException("too late");
        };
        var network = new Network();
        var cutOff = await shop.StartServerAsync(
            "A", configure: services => services.AddSingleton(network).AddScoped<IOutboxStore, CutOff>());
        await cutOff.PlaceAsync("pen");
        await shop.Courier.NextAsync();
        network.IsDown = true;
        var other = await shop.StartServerAsync("B");
        shop.Clock.Advance(Lease);
        await other.IdleAsync();
        var done = (await shop.RowAsync()).DoneAt;
        Assert.NotNull(done);

        gate.SetResult();
        await cutOff.IdleAsync();

        var row = await shop.RowAsync();
        Assert.Equal((done, 0, null), (row.DoneAt, row.Attempts, row.Error));
        Assert.Equal(["A", "B"], shop.Courier.Attempts.Select(attempt => attempt.Server));
        Assert.Contains(cutOff.Log.Entries, entry => entry.Text.Contains("outlived its lease", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_killed_server_had_claimed_goes_to_another_when_the_claim_ends()
    {
        await using var shop = await Shop.OpenAsync(database);
        await shop.StoreAsync("Ship", """{"OrderId":1,"Item":"pen"}""", change: row =>
            (row.LeaseToken, row.LeasedUntil) = (Guid.CreateVersion7(row.CreatedAt), row.CreatedAt + Lease));
        var server = await shop.StartServerAsync();

        await shop.PassAsync(server, Lease - Shop.PollInterval);
        Assert.Empty(shop.Courier.Attempts);
        await shop.PassAsync(server, Shop.PollInterval);

        Assert.Equal(1, Assert.Single(shop.Courier.Attempts).Number);
    }

    [Fact]
    public async Task A_receiver_that_hangs_holds_up_nobody_and_is_cancelled_when_its_time_is_over()
    {
        await using var shop = await Shop.OpenAsync(database);
        shop.Courier.OnAttempt = async (attempt, token) =>
        {
            if (attempt.Order.Item == "stuck")
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        };
        var server = await shop.StartServerAsync(settings: ("ReceiverTimeout", "00:00:09"));
        await server.PlaceAsync("stuck");
        await shop.Courier.NextAsync();
        await server.PlaceAsync("pen");
        Assert.Equal("pen", (await shop.Courier.NextAsync()).Order.Item);

        shop.Clock.Advance(TimeSpan.FromSeconds(9));
        await server.IdleAsync();

        var rows = await shop.RowsAsync();
        var stuck = Assert.Single(rows, row => row.DoneAt is null);
        Assert.Equal(
            (1, "TimeoutException: Ship took longer than Signals:Outbox:ReceiverTimeout, 00:00:09."),
            (stuck.Attempts, stuck.Error));
    }

    [Fact]
    public async Task A_receiver_that_does_not_heed_its_cancellation_is_left_behind()
    {
        await using var shop = await Shop.OpenAsync(database);
        var gate = new TaskCompletionSource();
        shop.Courier.OnAttempt = (attempt, _) => attempt.Number == 1 ? new ValueTask(gate.Task) : default;
        var server = await shop.StartServerAsync(settings: [("ReceiverTimeout", "00:00:09"), ("Concurrency", 1)]);
        await server.PlaceAsync("pen");
        await shop.Courier.NextAsync();

        await Eventually.IsTrueAsync(async () =>
        {
            shop.Clock.Advance(TimeSpan.FromSeconds(5));
            return (await shop.RowAsync()).DoneAt is not null;
        });

        Assert.Equal([1, 2], shop.Courier.Attempts.Select(attempt => attempt.Number));
        Assert.Contains(server.Log.Entries, entry =>
            entry.Error?.Message == "Ship did not stop when it was cancelled, and was left behind.");
        gate.SetResult();
        await Eventually.IsTrueAsync(() => Task.FromResult(server.Log.Entries.Any(entry =>
            entry.Text.Contains("ended long after it was cancelled", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task What_waits_behind_a_slow_receiver_is_given_to_another_server()
    {
        await using var shop = await Shop.OpenAsync(database);
        for (var order = 1; order <= 3; order++)
            await shop.StoreAsync("Ship", $$"""{"OrderId":{{order}},"Item":"pen"}""", TimeSpan.FromMinutes(4 - order));
        var gate = new TaskCompletionSource();
        shop.Courier.OnAttempt = (attempt, token) => attempt.Server == "A" ? new ValueTask(gate.Task.WaitAsync(token)) : default;
        var slow = shop.AddServer("A", settings: ("Concurrency", 1));
        var starting = slow.StartAsync();
        await shop.Courier.NextAsync();
        var other = await shop.StartServerAsync("B");
        Assert.Single(shop.Courier.Attempts);
        var claim = Assert.Single((await shop.RowsAsync()).Select(row => row.LeaseToken).Distinct());

        // The other server polls at the same time, and may claim what was given back before anybody sees it free.
        shop.Clock.Advance(Lease / 3);
        await Eventually.IsTrueAsync(async () => (await shop.RowsAsync()).Count(row => row.LeaseToken == claim) == 1);
        // Before it waits again, no time passes for it.
        await other.IdleAsync();
        await shop.PassAsync(other, Shop.PollInterval);

        Assert.Equal(
            [("A", 1), ("B", 2), ("B", 3)],
            shop.Courier.Attempts.Select(attempt => (attempt.Server, attempt.Order.OrderId)).Order());
        gate.SetResult();
        await starting;
        Assert.All(await shop.RowsAsync(), row => Assert.Equal(0, row.Attempts));
    }

    [Fact]
    public async Task A_server_that_claims_what_it_lost_itself_does_not_run_it_beside_the_first_time()
    {
        await using var shop = await Shop.OpenAsync(database);
        var gate = new TaskCompletionSource();
        var network = new Network();
        shop.Courier.OnAttempt = (_, _) => shop.Courier.Attempts.Count == 1 ? new ValueTask(gate.Task) : default;
        var server = await shop.StartServerAsync(
            configure: services => services.AddSingleton(network).AddScoped<IOutboxStore, CutOff>());
        await server.PlaceAsync("pen");
        await shop.Courier.NextAsync();
        network.IsDown = true;
        shop.Clock.Advance(Lease);
        await Eventually.IsTrueAsync(() => Task.FromResult(server.Log.Errors.Count >= 2));
        var lost = (await shop.RowAsync()).LeaseToken;

        network.IsDown = false;
        await Eventually.IsTrueAsync(async () =>
        {
            shop.Clock.Advance(Shop.PollInterval);
            return (await shop.RowAsync()).LeaseToken != lost;
        });
        Assert.Single(shop.Courier.Attempts);
        gate.SetResult();
        await server.IdleAsync();

        Assert.Equal(2, shop.Courier.Attempts.Count);
        Assert.NotNull((await shop.RowAsync()).DoneAt);
    }

    [Fact]
    public async Task A_server_that_was_held_up_starts_nothing_whose_claim_is_nearly_over()
    {
        await using var shop = await Shop.OpenAsync(database);
        TaskCompletionSource renewal = new(), slow = new(), first = new();
        List<DateTimeOffset?> claims = [];
        shop.Courier.OnAttempt = async (attempt, _) =>
        {
            if (attempt.Order.OrderId == 2)
                await first.Task;
            else if (attempt.Order.OrderId == 3)
                claims.Add((await shop.RowsAsync()).Single(row => row.Id == attempt.Key).LeasedUntil);
            else
                await slow.Task;
        };
        await shop.StoreAsync("Ship", """{"OrderId":1,"Item":"slow"}""");
        var server = shop.AddServer(settings: ("Concurrency", 2), configure: services =>
            services.AddSingleton(new Network { Answer = renewal.Task }).AddScoped<IOutboxStore, CutOff>());
        var starting = server.StartAsync();
        await shop.Courier.NextAsync();
        shop.Clock.Advance(Lease / 3);
        await shop.StoreAsync("Ship", """{"OrderId":2,"Item":"pen"}""", TimeSpan.FromSeconds(2));
        await shop.StoreAsync("Ship", """{"OrderId":3,"Item":"ink"}""", TimeSpan.FromSeconds(1));
        server.Services.GetRequiredService<OutboxAlarm>().Ring();
        await shop.Courier.NextAsync();

        shop.Clock.Advance((Lease / 2) + TimeSpan.FromSeconds(1));
        first.SetResult();
        await shop.Courier.NextAsync();
        renewal.SetResult();
        slow.SetResult();
        await starting;

        Assert.Equal(shop.Clock.GetUtcNow() + Lease, Assert.Single(claims));
    }

    private sealed class Network
    {
        public bool IsDown { get; set; }

        public Task Answer { get; init; } = Task.CompletedTask;
    }

    private sealed class CutOff(ShopContext context, TimeProvider clock, Network network) : ShopOutboxStore(context, clock)
    {
        public override Task<IReadOnlyList<OutboxMessage>> ClaimAsync(
            int count, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
            network.IsDown ? throw Broken() : base.ClaimAsync(count, now, until, cancellationToken);

        public override async Task<IReadOnlyCollection<Guid>> RenewAsync(
            IReadOnlyCollection<OutboxMessage> claimed, DateTimeOffset until, CancellationToken cancellationToken)
        {
            await network.Answer.WaitAsync(cancellationToken);
            return network.IsDown ? throw Broken() : await base.RenewAsync(claimed, until, cancellationToken);
        }

        private static InvalidOperationException Broken() => new("The network is down.");
    }
}

public sealed class LeaseTestsOnSqlite() : LeaseTests(DatabaseServer.Sqlite);

public sealed class LeaseTestsOnPostgreSql() : LeaseTests(DatabaseServer.PostgreSql);
