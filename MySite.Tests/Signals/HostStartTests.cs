using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MySite.Signals;

namespace MySite.Tests.Signals;

public sealed class HostStartTests
{
    [Fact]
    public async Task Rooms_are_wired_before_anything_else_starts()
    {
        var wired = false;
        var seen = false;
        using var host = Build(services => services
            .AddReceivers(_ => wired = true)
            .AddHostedService(_ => new Starting(() => seen = wired)));

        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.True(seen);
    }

    [Fact]
    public async Task Wiring_may_look_at_what_lives_as_long_as_the_host()
    {
        List<int> heard = [];
        using var host = Build(services => services.AddSingleton(new Ping(3)).AddReceivers((hub, provider) =>
        {
            var least = provider.GetRequiredService<Ping>();
            hub.On(TestHub.Ping).When(ping => ping.Number >= least.Number).Call(ping => heard.Add(ping.Number));
        }));
        await host.StartAsync(TestContext.Current.CancellationToken);

        foreach (var number in new[] { 2, 3 })
            await host.Services.GetRequiredService<ISignalHub>().SendAsync(
                TestHub.Ping, new Ping(number), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([3], heard);
    }

    [Fact]
    public async Task A_receiver_whose_service_is_missing_stops_the_start()
    {
        using var host = Build(services =>
            services.AddReceivers(hub => hub.On(TestHub.Ping, "Accounts.cs", 7).Call<NeedsClock>()));

        var error = await StartErrorAsync(host);

        Assert.Contains("NeedsClock", error.Message, StringComparison.Ordinal);
        Assert.Contains("ping", error.Message, StringComparison.Ordinal);
        Assert.Contains("Accounts.cs:7", error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(Clock), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_of_a_later_phase_whose_service_is_missing_stops_the_start_too()
    {
        using var host = Build(services =>
            services.AddReceivers(hub => hub.On(TestHub.Ping).AfterCommit<NeedsClock>()));

        Assert.Contains(nameof(Clock), (await StartErrorAsync(host)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_whose_services_are_there_lets_the_host_start()
    {
        using var host = Build(services => services
            .AddScoped<Clock>()
            .AddReceivers(hub => hub.On(TestHub.Ping).Call<NeedsClock>()));

        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_receiver_that_must_be_disposed_has_to_be_registered()
    {
        using var host = Build(services =>
            services.AddReceivers(hub => hub.On(TestHub.Ping, "Accounts.cs", 7).Call<MustBeDisposed>()));

        var error = await StartErrorAsync(host);

        Assert.Contains("MustBeDisposed", error.Message, StringComparison.Ordinal);
        Assert.Contains("register", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_that_must_be_disposed_is_disposed_with_its_scope()
    {
        var disposed = new CallList();
        await using var test = new TestHub(services =>
            services.AddScoped<MustBeDisposed>(_ => new MustBeDisposed(disposed)));
        test.OnPing().Call<MustBeDisposed>();

        await test.SendAsync();

        Assert.Equal(["disposed"], disposed);
    }

    [Fact]
    public async Task A_pair_connected_twice_stops_the_start()
    {
        using var host = Build(services => services
            .AddReceivers(hub => hub.On(TestHub.Ping).Call<NoteName>())
            .AddReceivers(hub => hub.On(TestHub.Ping).Call<NoteName>()));

        Assert.Contains("twice", (await StartErrorAsync(host)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adding_the_hub_again_changes_nothing()
    {
        using var host = Build(services => services.AddSignals().AddSignals());

        Assert.Single(host.Services.GetServices<IHostedService>());
        Assert.Same(host.Services.GetRequiredService<ISignalHub>(), host.Services.GetRequiredService<ISignalHub>());
        await host.StartAsync(TestContext.Current.CancellationToken);
    }

    private static IHost Build(Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddSingleton(new CallList()).AddSignals();
        configure(builder.Services);
        return builder.Build();
    }

    private static Task<InvalidOperationException> StartErrorAsync(IHost host) =>
        Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

    private sealed class Clock;

    private sealed class NeedsClock(Clock clock) : IReceiver<Ping>
    {
        public ValueTask ReceiveAsync(Ping payload, CancellationToken cancellationToken)
        {
            ArgumentNullException.ThrowIfNull(clock);
            return default;
        }
    }

    private sealed class MustBeDisposed(CallList calls) : IReceiver<Ping>, IDisposable
    {
        public ValueTask ReceiveAsync(Ping payload, CancellationToken cancellationToken) => default;

        public void Dispose() => calls.Add("disposed");
    }

    private sealed class Starting(Action act) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            act();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
