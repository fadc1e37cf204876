using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.Outbox;

/// <summary>One server of the shop: a host of its own on the shop's database.</summary>
internal sealed class ShopServer : IAsyncDisposable
{
    private readonly IHost _host;

    public ShopServer(
        string name, TestDatabase database, FakeTimeProvider clock, Courier courier, Action<ISignalHub> connect,
        Action<IServiceCollection>? configure = null)
    {
        Clock = new ServerClock(clock, Shop.PollInterval);
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"{OutboxOptions.Section}:PollInterval"] = $"{Shop.PollInterval}",
        });
        builder.Logging.AddProvider(Log);
        builder.Services.AddSingleton<TimeProvider>(Clock).AddSingleton(courier).AddSingleton(new ServerName(name))
            .AddModelSignals<ShopContext>()
            .AddDbContext<ShopContext>((services, options) => Shop.Use(database, options).UseModelSignals(services))
            .AddReceivers(connect);
        configure?.Invoke(builder.Services);
        builder.Services.AddOutbox<ShopOutboxStore>();
        _host = builder.Build();
    }

    public ServerClock Clock { get; }

    public RecordedLog Log { get; } = new();

    public IServiceProvider Services => _host.Services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts, and waits until everything that was due is delivered or tried.</summary>
    public async Task StartAsync()
    {
        await _host.StartAsync(Cancel);
        await Clock.IdleAsync();
    }

    public Task StopAsync() => _host.StopAsync(Cancel);

    /// <summary>Stops without waiting for what is under way.</summary>
    public Task DropAsync() => _host.StopAsync(new CancellationToken(canceled: true));

    /// <summary>Stores an order and announces it, as a page would: in one transaction, in one scope.</summary>
    public async Task PlaceAsync(string item, bool commit = true)
    {
        await using var scope = Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ShopContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(Cancel);
        var order = new Order { Item = item };
        context.Add(order);
        await context.SaveChangesAsync(Cancel);
        await scope.ServiceProvider.GetRequiredService<ISignalSender>()
            .SendAsync(Shop.OrderPlaced, new OrderPlaced(order.Id, item), cancellationToken: Cancel);
        if (commit)
            await transaction.CommitAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}
