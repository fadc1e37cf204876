using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MySite.Signals.EntityFramework;

/// <summary>Lets a DbContext raise model signals.</summary>
public static class ModelSignalsExtensions
{
    /// <summary>Adds what contexts need to raise model signals, and makes one of them the scope's transaction.</summary>
    /// <typeparam name="TContext">The context in whose transaction after-commit and durable deliveries take part.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddModelSignals<TContext>(this IServiceCollection services)
        where TContext : DbContext
    {
        services.AddSignals();
        services.TryAddSingleton<ContextStates>();
        services.TryAddSingleton<RootServices>();
        services.TryAddSingleton<ListenerCache>();
        services.TryAddSingleton<BulkSignals>();
        services.TryAddSingleton<InitSignals>();
        services.TryAddSingleton<SaveSignals>();
        services.TryAddSingleton<SaveSignalInterceptor>();
        services.TryAddSingleton<TransactionSignalInterceptor>();
        services.Replace(ServiceDescriptor.Scoped<ISignalTransaction>(provider =>
            provider.GetRequiredService<ContextStates>().Of(provider.GetRequiredService<TContext>()).Transaction));
        return services;
    }

    /// <summary>
    /// Gives each scope a context of the pool, as AddDbContextPool does, and tells the context whose it is: receivers of its
    /// signals share the scope.
    /// </summary>
    /// <typeparam name="TContext">What is asked for.</typeparam>
    /// <typeparam name="TPooled">The context of the pool, which AddPooledDbContextFactory makes.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <returns>The same collection.</returns>
    /// <remarks>
    /// A context that is made for each scope builds its options and services anew, which takes longer than a short query.
    /// </remarks>
    public static IServiceCollection AddScopedFromPool<TContext, TPooled>(this IServiceCollection services)
        where TContext : DbContext
        where TPooled : TContext
        => services.AddScoped<TContext>(static scope =>
        {
            var context = scope.GetRequiredService<IDbContextFactory<TPooled>>().CreateDbContext();
            scope.GetRequiredService<RootServices>().Lend(context, scope);
            return context;
        });

    /// <summary>Opts a context in: its saves raise pre_save, post_save, pre_delete, post_delete and m2m_changed, its
    /// statements on many rows bulk_changed.</summary>
    /// <param name="options">
    /// The options of the context; call this after choosing the provider, and after adding other interceptors that may
    /// suppress a save.
    /// </param>
    /// <param name="services">The services that <see cref="AddModelSignals{TContext}"/> was called on.</param>
    /// <param name="configure">Switches on what costs queries.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException"><see cref="AddModelSignals{TContext}"/> was not called.</exception>
    /// <remarks>
    /// Takes the place of EF Core's IDatabase service, so it does not go together with UseInternalServiceProvider.
    /// Receivers share the scope of the context. A pooled context, or one from a factory, has none, and each send makes one;
    /// <see cref="AddScopedFromPool{TContext, TPooled}"/> gives a pooled context one.
    /// <para>
    /// After-commit and after-rollback receivers follow the context's transaction: its commit, its rollback, its end without
    /// either, its savepoints by name, and an ambient transaction. Of a transaction that was brought along with UseTransaction
    /// the context has to be told if it is not the one that commits it: see
    /// <see cref="SignalTransactionExtensions.CommittedElsewhereAsync"/>. A unit of work that an execution strategy repeats
    /// needs a new context, or a cleared one, for each attempt, or the second saves nothing.
    /// </para>
    /// </remarks>
    public static DbContextOptionsBuilder UseModelSignals(
        this DbContextOptionsBuilder options, IServiceProvider services, Action<ModelSignalsOptions>? configure = null)
    {
        var saves = services.GetService<SaveSignalInterceptor>() ?? throw new InvalidOperationException(
            "UseModelSignals needs services.AddModelSignals<TContext>().");
        var chosen = new ModelSignalsOptions();
        configure?.Invoke(chosen);
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new ModelSignalsExtension(
            services.GetRequiredService<ContextStates>(), chosen, services.GetRequiredService<BulkSignals>(),
            services.GetRequiredService<InitSignals>()));
        if (chosen.RaisesPostInit)
            options.AddInterceptors(InitSignalInterceptor.Instance);
        return options.ReplaceService<IDatabase, BulkSignalDatabase>()
            .AddInterceptors(saves, services.GetRequiredService<TransactionSignalInterceptor>());
    }
}
