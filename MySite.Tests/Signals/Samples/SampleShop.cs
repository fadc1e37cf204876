using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MySite.Signals;
using MySite.Tests.Signals.Identity;
using MySite.Tests.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.Samples;

/// <summary>A host that is set up as the library's README says.</summary>
internal sealed class SampleShop : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly WebApplication _app;

    private SampleShop(TestDatabase database)
    {
        _database = database;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer();
        builder.Services.AddLogging(logging => logging.ClearProviders());
        builder.Services.AddSingleton(Board).AddSingleton(Postbox).AddScoped<Till>();
        var identity = builder.Services.AddIdentity<Member, IdentityRole>().AddEntityFrameworkStores<ShopContext>();
        Start.Add(builder.Services, identity, database.ConnectionString);
        builder.Services.ConfigureDbContext<ShopContext>(options => options.AllowManyServices());
        _app = builder.Build();
        _app.Run(_ => Task.CompletedTask);
    }

    public Board Board { get; } = new();

    public Postbox Postbox { get; } = new();

    public ISignalHub Hub => _app.Services.GetRequiredService<ISignalHub>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SampleShop> OpenAsync()
    {
        var shop = new SampleShop(await DatabaseServer.Sqlite.CreateDatabaseAsync());
        await shop.InScopeAsync<ShopContext>(context => context.Database.EnsureCreatedAsync(Cancel));
        await shop._app.StartAsync(Cancel);
        return shop;
    }

    public async Task<int> OrderAsync(string item)
    {
        var order = new Order { Item = item };
        await InScopeAsync<ShopContext>(async context =>
        {
            context.Add(order);
            await context.SaveChangesAsync(Cancel);
        });
        return order.Id;
    }

    public Task PayAsync(int orderId, decimal amount) =>
        InScopeAsync<Till>(till => till.PayAsync(new OrderPaid(orderId, amount), Cancel));

    public async Task<IReadOnlyList<string>> PayAnywayAsync(int orderId)
    {
        IReadOnlyList<string> errors = [];
        await InScopeAsync<Till>(async till => errors = await till.PayAnywayAsync(new OrderPaid(orderId, 1), Cancel));
        return errors;
    }

    public async Task<string> ItemAsync(int orderId)
    {
        var item = "";
        await InScopeAsync<ShopContext>(async context =>
            item = (await context.Orders.SingleAsync(order => order.Id == orderId, Cancel)).Item);
        return item;
    }

    public async Task GetAsync(string path) => (await _app.GetTestClient().GetAsync(path, Cancel)).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task InScopeAsync<TService>(Func<TService, Task> act)
        where TService : notnull
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
