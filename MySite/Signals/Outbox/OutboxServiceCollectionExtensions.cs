using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MySite.Signals.Outbox;

/// <summary>Adds durable delivery to a host.</summary>
public static class OutboxServiceCollectionExtensions
{
    /// <summary>
    /// Adds the outbox, kept by <typeparamref name="TStore"/>, and the background services that empty it and that hear the
    /// broadcasts of other servers.
    /// </summary>
    /// <typeparam name="TStore">
    /// Keeps the rows in the database that the senders' transactions use: <see cref="EntityOutboxStore{TContext}"/>, or a
    /// class of one's own.
    /// </typeparam>
    /// <param name="services">The host's services.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddOutbox<TStore>(this IServiceCollection services)
        where TStore : class, IOutboxStore, IOutboxAdmin, IBroadcastStore
    {
        services.AddOptions<OutboxOptions>()
            .BindConfiguration(OutboxOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddScoped<IOutboxStore, TStore>();
        services.TryAddScoped<IOutboxAdmin, TStore>();
        services.TryAddScoped<IBroadcastStore, TStore>();
        services.TryAddScoped<OutboxWriter>();
        services.TryAddScoped<BroadcastWriter>();
        services.TryAddSingleton<OutboxAlarm>();
        services.TryAddSingleton<StoredCall>();
        services.TryAddSingleton<DeliveryAttempt>();
        services.TryAddSingleton<BroadcastRunner>();
        services.AddHostedService<OutboxDispatcher>();
        services.AddHostedService<BroadcastListener>();
        return services.AddSignals();
    }
}
