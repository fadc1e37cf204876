using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MySite.Signals;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.Outbox;

/// <summary>A database, a clock and a courier, which the servers of one test share.</summary>
internal sealed class Shop : IAsyncDisposable
{
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    public static readonly Signal<OrderPlaced> OrderPlaced = new("order_placed", ShopJson.Default.OrderPlaced);

    private readonly TestDatabase _database;
    private readonly List<ShopServer> _servers = [];

    private Shop(TestDatabase database) => (_database, Clock) = (database, new FakeTimeProvider(Started));

    public FakeTimeProvider Clock { get; }

    public DateTimeOffset Started { get; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public Courier Courier { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Shop> OpenAsync(DatabaseServer server)
    {
        var shop = new Shop(await server.CreateDatabaseAsync());
        await using var context = shop.Plain();
        await context.Database.EnsureCreatedAsync(Cancel);
        return shop;
    }

    public static DbContextOptionsBuilder Use(TestDatabase database, DbContextOptionsBuilder options) =>
        database.Provider == "Sqlite"
            ? options.AllowManyServices().UseSqlite(database.ConnectionString)
            : options.AllowManyServices().UseNpgsql(database.ConnectionString);

    public ShopServer AddServer(
        string name = "A", Action<ISignalHub>? connect = null, Action<IServiceCollection>? configure = null,
        TimeSpan clockError = default, params (string Name, object Value)[] settings)
    {
        var server = new ShopServer(
            name, _database, Clock, clockError, Courier,
            connect ?? (hub => hub.On(OrderPlaced).Durably<Ship>()), configure, settings);
        _servers.Add(server);
        return server;
    }

    public async Task<ShopServer> StartServerAsync(
        string name = "A", Action<ISignalHub>? connect = null, Action<IServiceCollection>? configure = null,
        TimeSpan clockError = default, params (string Name, object Value)[] settings)
    {
        var server = AddServer(name, connect, configure, clockError, settings);
        await server.StartAsync();
        return server;
    }

    public async Task<List<OutboxMessage>> RowsAsync()
    {
        await using var context = Plain();
        return await context.Outbox.AsNoTracking().OrderBy(message => message.Id).ToListAsync(Cancel);
    }

    public async Task<OutboxMessage> RowAsync() => Assert.Single(await RowsAsync());

    /// <summary>Writes a row as another server, or version, of the shop might have.</summary>
    public async Task<OutboxMessage> StoreAsync(
        string receiver, string payload, TimeSpan age = default, int version = 1, Action<OutboxMessage>? change = null)
    {
        await using var context = Plain();
        var time = Clock.GetUtcNow() - age;
        var message = new OutboxMessage
        {
            Id = Guid.CreateVersion7(time),
            Signal = "order_placed",
            Receiver = receiver,
            Payload = payload,
            Version = version,
            CreatedAt = time,
            DueAt = time,
        };
        change?.Invoke(message);
        context.Add(message);
        await context.SaveChangesAsync(Cancel);
        return message;
    }

    /// <summary>Changes rows as another server would.</summary>
    public async Task ChangeAsync(Func<ShopContext, Task> change)
    {
        await using var context = Plain();
        await change(context);
    }

    /// <summary>Lets time pass, poll by poll, and <paramref name="server"/> do what is due.</summary>
    public async Task PassAsync(ShopServer server, TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += PollInterval)
        {
            Clock.Advance(PollInterval);
            await server.IdleAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
        await _database.DisposeAsync();
    }

    private ShopContext Plain()
    {
        var options = new DbContextOptionsBuilder<ShopContext>();
        Use(_database, options);
        return new ShopContext(options.Options);
    }
}
