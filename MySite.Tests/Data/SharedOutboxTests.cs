using Microsoft.EntityFrameworkCore;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Data;

/// <summary>Two processes of the site share the outbox of one database.</summary>
public abstract class SharedOutboxTests(DatabaseServer server) : IAsyncLifetime
{
    private const int Deliveries = 10_000;
    private const int Concurrency = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _mails = new();
    private TestDatabase _database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await server.CreateSiteDatabaseAsync();
        await using var db = SiteDatabase.Open(_database);
        foreach (var part in Enumerable.Range(1, Deliveries).Chunk(1000))
        {
            db.AddRange(part.Select(Delivery));
            await db.SaveChangesAsync(Cancel);
            db.ChangeTracker.Clear();
        }
    }

    [Fact]
    public async Task Each_of_ten_thousand_deliveries_is_made_by_one_of_them_and_once()
    {
        await using var one = await StartAsync("one");
        await using var two = await StartAsync("two");

        await EmptyAsync();

        var (ones, twos) = (MessageIds("one"), MessageIds("two"));
        Assert.NotEmpty(ones);
        Assert.NotEmpty(twos);
        Assert.Equal(Deliveries, ones.Length + twos.Length);
        Assert.Equal(Deliveries, ones.Concat(twos).Distinct().Count());
    }

    [Fact]
    public async Task When_one_is_killed_the_other_makes_the_rest_and_repeats_at_most_what_was_under_way()
    {
        await using var one = await StartAsync("one");
        await using var two = await StartAsync("two");
        await WaitUntilAsync(() => Task.FromResult(Mails("one").Count() > Deliveries / 10));

        await one.KillAsync();
        await EmptyAsync();

        var (ones, twos) = (MessageIds("one"), MessageIds("two"));
        TestContext.Current.TestOutputHelper?.WriteLine($"killed after {ones.Length}; the other made {twos.Length}");
        Assert.Equal(Deliveries, ones.Concat(twos).Distinct().Count());
        Assert.InRange(ones.Length + twos.Length, Deliveries, Deliveries + Concurrency);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _database.DisposeAsync();
        _mails.Dispose();
    }

    // The lease is longer than a busy machine may hold a process up, which would have it repeat what it had in hand.
    private Task<RunningSite> StartAsync(string name) => RunningSite.StartAsync(
        _database,
        ("Email:Delivery", "Pickup"),
        ("Email:PickupFolder", Folder(name)),
        ("Signals:Outbox:Concurrency", Concurrency),
        ("Signals:Outbox:PollInterval", "00:00:00.5"),
        ("Signals:Outbox:Lease", "00:00:15"));

    private async Task EmptyAsync()
    {
        await using var db = SiteDatabase.Open(_database);
        await WaitUntilAsync(() =>
            db.Set<OutboxMessage>().AllAsync(message => message.DoneAt != null, Cancel));
        var (first, last) = (
            await db.Set<OutboxMessage>().MinAsync(message => message.DoneAt!.Value, Cancel),
            await db.Set<OutboxMessage>().MaxAsync(message => message.DoneAt!.Value, Cancel));
        var time = (last - first).TotalSeconds;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Deliveries} deliveries in {time:F1} s, {Deliveries / time:F0} a second");
    }

    private static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        using var timeout = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, Cancel);
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, either.Token);
    }

    private string Folder(string name) => Path.Combine(_mails.FullPath, name);

    private IEnumerable<string> Mails(string name) =>
        Directory.Exists(Folder(name)) ? Directory.EnumerateFiles(Folder(name), "*.eml") : [];

    private string[] MessageIds(string name) => [.. Mails(name).Select(file => File.ReadLines(file)
        .First(line => line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase)))];

    private static OutboxMessage Delivery(int number)
    {
        var time = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero) + TimeSpan.FromMilliseconds(number);
        var user = new UserCreated($"{Guid.CreateVersion7(time)}", $"user{number}", $"user{number}@example.org");
        return new OutboxMessage
        {
            Id = Guid.CreateVersion7(time),
            Signal = AccountSignals.UserCreated.Name,
            Receiver = "SendWelcomeMail",
            Payload = AccountSignals.UserCreated.Stored!.Write(user),
            CreatedAt = time,
            DueAt = time,
        };
    }
}

public sealed class SharedOutboxTestsOnSqlite() : SharedOutboxTests(DatabaseServer.Sqlite);

public sealed class SharedOutboxTestsOnPostgreSql() : SharedOutboxTests(DatabaseServer.PostgreSql);
