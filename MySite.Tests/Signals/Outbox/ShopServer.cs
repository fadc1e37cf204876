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
    private readonly FakeTimeProvider _clock;
    private readonly IHost _host;

    public ShopServer(
        string name, TestDatabase database, FakeTimeProvider clock, TimeSpan clockError, Courier courier,
        Action<ISignalHub> connect, Action<IServiceCollection>? configure, IEnumerable<(string Name, object Value)> settings)
    {
        _clock = clock;
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"{OutboxOptions.Section}:PollInterval"] = $"{Shop.PollInterval}",
            [$"{OutboxOptions.Section}:Linger"] = $"{TimeSpan.Zero}",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting =>
            KeyValuePair.Create($"{OutboxOptions.Section}:{setting.Name}", (string?)$"{setting.Value}")));
        builder.Logging.AddProvider(Log);
        builder.Services.AddSingleton<TimeProvider>(new ServerClock(clock, clockError))
            .AddSingleton(courier).AddSingleton(new ServerName(name)).AddModelSignals<ShopContext>()
            .AddDbContext<ShopContext>((services, options) => Shop.Use(database, options).UseModelSignals(services))
            .AddReceivers(connect);
        configure?.Invoke(builder.Services);
        builder.Services.AddOutbox<ShopOutboxStore>();
        _host = builder.Build();
    }

    public RecordedLog Log { get; } = new();

    public IServiceProvider Services => _host.Services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts, and waits until everything that was due is delivered or tried.</summary>
    public async Task StartAsync()
    {
        await _host.StartAsync(Cancel);
        await IdleAsync();
    }

    /// <summary>Returns when the server has done everything that was due, and waits for the next poll.</summary>
    public async Task IdleAsync()
    {
        var listener = Services.GetServices<IHostedService>().OfType<BroadcastListener>().Single();
        await Services.GetRequiredService<OutboxAlarm>().QuietAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        await listener.Alarm.QuietAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
    }

    public Task StopAsync() => _host.StopAsync(Cancel);

    /// <summary>Stops as a host does that has no more time to wait for what is under way.</summary>
    public Task DropAsync() => _host.StopAsync(new CancellationToken(canceled: true));

    /// <summary>Stores an order and announces it, as a page would: in one transaction, in one scope.</summary>
    public async Task PlaceAsync(string item, bool commit = true)
    {
        await using var order = await BeginAsync(item);
        if (commit)
            await order.CommitAsync();
    }

    /// <summary>The same, with the transaction left open.</summary>
    public async Task<OpenOrder> BeginAsync(string item)
    {
        var scope = Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ShopContext>();
        var transaction = await context.Database.BeginTransactionAsync(Cancel);
        var order = new Order { Item = item };
        context.Add(order);
        await context.SaveChangesAsync(Cancel);
        await scope.ServiceProvider.GetRequiredService<ISignalSender>()
            .SendAsync(Shop.OrderPlaced, new OrderPlaced(order.Id, item), cancellationToken: Cancel);
        return new OpenOrder(scope, transaction);
    }

    public async ValueTask DisposeAsync()
    {
        // A receiver that a failed test left hanging is waited for on the test's clock.
        var stopping = DropAsync();
        while (!stopping.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
        await stopping;
        _host.Dispose();
    }
}
