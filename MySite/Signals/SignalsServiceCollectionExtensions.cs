using Microsoft.Extensions.DependencyInjection.Extensions;
using MySite.Signals.Outbox;

namespace MySite.Signals;

/// <summary>Adds the signal hub and the wiring of receivers to a host.</summary>
public static class SignalsServiceCollectionExtensions
{
    /// <summary>Adds the hub, the scoped sender and the start-up check. Calling it again changes nothing.</summary>
    /// <param name="services">The host's services.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddSignals(this IServiceCollection services)
    {
        services.TryAddSingleton<SignalHub>();
        services.TryAddSingleton<ISignalHub>(provider => provider.GetRequiredService<SignalHub>());
        services.TryAddScoped<ISignalSender, SignalSender>();
        services.TryAddScoped<ISignalTransaction, NoTransaction>();
        services.TryAddScoped<Delivery>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddHostedService<ReceiverCheck>();
        return services;
    }

    /// <summary>Adds one room's wiring: the method is called once, when the hub is built.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="connect">Connects the room's receivers, a line each.</param>
    /// <returns>The same collection.</returns>
    /// <remarks>Registrations run in the order in which they were added, which makes the order of receivers readable.</remarks>
    public static IServiceCollection AddReceivers(this IServiceCollection services, Action<ISignalHub> connect)
    {
        ArgumentNullException.ThrowIfNull(connect);
        return services.AddSignals().AddSingleton(new ReceiverRegistration(connect));
    }

    /// <summary>Adds one room's wiring that looks at settings: the method is called once, when the hub is built.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="connect">
    /// Connects the room's receivers, a line each. The provider is the host's, for what lives as long: options, not a context.
    /// </param>
    /// <returns>The same collection.</returns>
    /// <remarks><inheritdoc cref="AddReceivers(IServiceCollection, Action{ISignalHub})" path="/remarks"/></remarks>
    public static IServiceCollection AddReceivers(
        this IServiceCollection services, Action<ISignalHub, IServiceProvider> connect)
    {
        ArgumentNullException.ThrowIfNull(connect);
        return services.AddSignals().AddSingleton(
            provider => new ReceiverRegistration(hub => connect(hub, provider)));
    }
}
