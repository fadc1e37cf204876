using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MySite.Signals.Diagnostics;

/// <summary>Lets a host see what its hub does.</summary>
public static class SignalMonitorExtensions
{
    /// <summary>Adds a <see cref="SignalMonitor"/>. Calling it again changes nothing.</summary>
    /// <param name="services">The host's services.</param>
    /// <returns>The same collection.</returns>
    /// <remarks>
    /// Sends then take some hundred nanoseconds more. What is kept is set by <see cref="SignalMonitorOptions"/>.
    /// </remarks>
    public static IServiceCollection AddSignalMonitor(this IServiceCollection services)
    {
        services.AddSignals().AddOptions<SignalMonitorOptions>()
            .BindConfiguration(SignalMonitorOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<SignalMonitor>();
        return services;
    }
}
