using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MySite.Signals.Diagnostics;

namespace MySite.Tests.Signals.Diagnostics;

internal static class WatchedHub
{
    /// <summary>A hub with a monitor.</summary>
    public static TestHub Create(TimeProvider clock, Action<SignalMonitorOptions>? configure = null) => new(services =>
        services.AddSingleton(clock).AddMonitor(configure));

    public static IServiceCollection AddMonitor(
        this IServiceCollection services, Action<SignalMonitorOptions>? configure = null)
    {
        services.TryAddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        // All that happens before the test moves its clock is within a second.
        return services.AddSignalMonitor().Configure<SignalMonitorOptions>(options => options.PerSecond = 0)
            .Configure(configure ?? (_ => { }));
    }

    /// <summary>Does some work in a trace, and returns that.</summary>
    public static async Task<SignalTrace> TraceAsync(this SignalMonitor monitor, Func<Task> work)
    {
        using var ends = monitor.Begin("request", "GET /", out var trace);
        await work();
        return trace!;
    }

    /// <summary>The events, each with its outcome, those within others behind them in parentheses.</summary>
    public static string Tell(this SignalTraceNode node) => string.Join(", ", node.Events.Select(one => string.Concat(
        one.Connection?.Key ?? one.Connection?.Receiver.Split('.')[^1] ?? $"{one.Signal}",
        one.IsRolledBack ? " undone" : "",
        $" {one.Outcome}",
        one.Reason is null ? "" : $" [{one.Reason}]",
        one.Events.Count == 0 ? "" : $" ({one.Tell()})")));

    public static SignalMonitor Monitor(this TestHub test)
    {
        using var scope = test.CreateScope();
        return scope.ServiceProvider.GetRequiredService<SignalMonitor>();
    }
}
