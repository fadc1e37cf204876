using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MySite.Signals.Outbox;

/// <summary>Adds durable delivery to a host.</summary>
public static class OutboxServiceCollectionExtensions
{
    /// <summary>Adds the outbox, kept by <typeparamref name="TStore"/>, and the background service that empties it.</summary>
    /// <typeparam name="TStore">Keeps the rows in the database that the senders' transactions use.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddOutbox<TStore>(this IServiceCollection services)
        where TStore : class, IOutboxStore
    {
        services.AddOptions<OutboxOptions>()
            .BindConfiguration(OutboxOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddScoped<IOutboxStore, TStore>();
        services.TryAddScoped<OutboxWriter>();
        services.TryAddSingleton<OutboxAlarm>();
        services.AddHostedService<OutboxDispatcher>();
        return services.AddSignals();
    }
}
