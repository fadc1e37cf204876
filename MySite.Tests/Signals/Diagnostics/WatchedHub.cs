using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals.Diagnostics;

namespace MySite.Tests.Signals.Diagnostics;

internal static class WatchedHub
{
    /// <summary>A hub with a monitor.</summary>
    public static TestHub Create(TimeProvider clock, Action<SignalMonitorOptions>? configure = null) => new(services =>
        services.AddSingleton(clock).AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSignalMonitor().Configure(configure ?? (_ => { })));

    public static SignalMonitor Monitor(this TestHub test)
    {
        using var scope = test.CreateScope();
        return scope.ServiceProvider.GetRequiredService<SignalMonitor>();
    }
}
