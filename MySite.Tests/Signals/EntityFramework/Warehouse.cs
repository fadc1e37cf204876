using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>One scope of a server of the shop, whose durable receivers hear of what it saves.</summary>
internal sealed class Warehouse : IAsyncDisposable
{
    private readonly Shop _shop;
    private readonly AsyncServiceScope _scope;

    private Warehouse(Shop shop, ShopServer server)
    {
        (_shop, Server) = (shop, server);
        _scope = server.Services.CreateAsyncScope();
    }

    public ShopServer Server { get; }

    public Courier Courier => _shop.Courier;

    public IServiceProvider Services => _scope.ServiceProvider;

    public ISignalHub Hub => Services.GetRequiredService<ISignalHub>();

    public ShopContext Context => Services.GetRequiredService<ShopContext>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="server">Of the database.</param>
    /// <param name="copy">What is stored of a saved order.</param>
    /// <param name="configure">Further options of the context.</param>
    public static async Task<Warehouse> OpenAsync(
        DatabaseServer server, Func<PostSave<Order>, OrderPlaced?>? copy = null,
        Action<DbContextOptionsBuilder>? configure = null)
    {
        var shop = await Shop.OpenAsync(server);
        return new Warehouse(shop, shop.AddServer(
            connect: hub => hub.On(ModelSignals.PostSave<Order>())
                .Storing(copy ?? Created, ShopJson.Default.OrderPlaced).Durably<Ship>(),
            configure: services => services.ConfigureDbContext<ShopContext>(options => configure?.Invoke(options))));
    }

    public async Task<Order> AddAsync(string item)
    {
        // A row that was rolled back leaves its key to the next one.
        Context.ChangeTracker.Clear();
        var order = new Order { Item = item };
        Context.Add(order);
        await Context.SaveChangesAsync(Cancel);
        return order;
    }

    /// <summary>What others see: the items that are stored.</summary>
    public async Task<string[]> ItemsAsync()
    {
        await using var context = Plain();
        return await context.Orders.OrderBy(order => order.Id).Select(order => order.Item).ToArrayAsync(Cancel);
    }

    /// <summary>What others see: the payloads of the deliveries that are stored.</summary>
    public async Task<string[]> PayloadsAsync()
    {
        await using var context = Plain();
        var rows = await context.Outbox.OrderBy(row => row.Id).ToListAsync(Cancel);
        return [.. rows.Select(row => row.Payload)];
    }

    /// <summary>The database refuses deliveries until they are accepted again.</summary>
    public async Task RefuseDeliveriesAsync()
    {
        await using var context = Plain();
        await context.Database.ExecuteSqlRawAsync(
            context.Database.IsSqlite()
                ? """CREATE TRIGGER refuse BEFORE INSERT ON "Outbox" BEGIN SELECT RAISE(ABORT, 'refused'); END;"""
                : """
                  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''refused''; END';
                  CREATE TRIGGER refuse BEFORE INSERT ON "Outbox" FOR EACH ROW EXECUTE FUNCTION refuse();
                  """,
            Cancel);
    }

    public async Task AcceptDeliveriesAsync()
    {
        await using var context = Plain();
        await context.Database.ExecuteSqlRawAsync(
            context.Database.IsSqlite() ? "DROP TRIGGER refuse" : """DROP TRIGGER refuse ON "Outbox" """, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _shop.DisposeAsync();
    }

    private static OrderPlaced? Created(PostSave<Order> save) =>
        save.Created ? new OrderPlaced(save.Entity.Id, save.Entity.Item) : null;

    private ShopContext Plain()
    {
        var options = new DbContextOptionsBuilder<ShopContext>();
        options.AllowManyServices();
        if (Context.Database.IsSqlite())
            options.UseSqlite(Context.Database.GetConnectionString());
        else
            options.UseNpgsql(Context.Database.GetConnectionString());
        return new ShopContext(options.Options);
    }
}
