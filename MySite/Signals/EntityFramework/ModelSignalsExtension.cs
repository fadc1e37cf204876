using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MySite.Signals.EntityFramework;

/// <summary>
/// Puts the library's transaction and batch executor around the provider's, and leads from a context to its host's state.
/// </summary>
/// <remarks>
/// EF Core shares its internal services among contexts whose options look alike, those of other hosts included, so nothing of
/// a host may be registered there. The provider has to be chosen before: what is not there yet cannot be wrapped, and the
/// interceptor has to do.
/// </remarks>
internal sealed class ModelSignalsExtension(
    ContextStates states, ModelSignalsOptions options, BulkSignals bulk, InitSignals init) : IDbContextOptionsExtension
{
    private static readonly ConditionalWeakTable<DbContext, ModelSignalsExtension> Known = [];

    public ContextStates States => states;

    public ModelSignalsOptions Options => options;

    public BulkSignals Bulk => bulk;

    public InitSignals Init => init;

    public DbContextOptionsExtensionInfo Info => field ??= new AlwaysAlike(this);

    // A context keeps its options for life, and asking it for them takes longer.
    public static ModelSignalsExtension Of(DbContext context)
    {
        if (Known.TryGetValue(context, out var known))
            return known;
        known = context.GetService<IDbContextOptions>().FindExtension<ModelSignalsExtension>()!;
        Known.AddOrUpdate(context, known);
        return known;
    }

    public void ApplyServices(IServiceCollection services)
    {
        Wrap<IRelationalTransactionFactory>(services, static (inner, provider) =>
            new SignalTransactionFactory(inner, provider.GetRequiredService<RelationalTransactionFactoryDependencies>()));
        Wrap<IBatchExecutor>(services, static (inner, provider) =>
            new SignalBatchExecutor(
                inner, provider.GetRequiredService<ICurrentDbContext>(), provider.GetRequiredService<IDbContextOptions>()));
    }

    public void Validate(IDbContextOptions options)
    {
    }

    private static void Wrap<TService>(IServiceCollection services, Func<TService, IServiceProvider, TService> wrap)
        where TService : class
    {
        if (services.LastOrDefault(service => service.ServiceType == typeof(TService)) is { } inner)
            services.Replace(new ServiceDescriptor(
                typeof(TService), provider => wrap((TService)Create(inner, provider), provider), inner.Lifetime));
    }

    private static object Create(ServiceDescriptor service, IServiceProvider provider) =>
        service.ImplementationInstance
        ?? service.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!);

    private sealed class AlwaysAlike(IDbContextOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "using ModelSignals ";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is AlwaysAlike;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) => debugInfo["ModelSignals"] = "1";
    }
}
