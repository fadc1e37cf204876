using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace MySite.Signals.EntityFramework;

/// <summary>Carries in the options of a context what leads from the context to its host's signals.</summary>
internal sealed class ModelSignalsExtension(ModelSignalsOptions options, BulkSignals bulk, InitSignals init)
    : IDbContextOptionsExtension
{
    private static readonly ConditionalWeakTable<DbContext, ModelSignalsExtension> Known = [];

    public DbContextOptionsExtensionInfo Info => field ??= new Facts(this);

    public ModelSignalsOptions Options => options;

    public BulkSignals Bulk => bulk;

    public InitSignals Init => init;

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
    }

    public void Validate(IDbContextOptions options)
    {
    }

    // The same for every host: hosts in one process share what EF compiles.
    private sealed class Facts(IDbContextOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is Facts;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) => debugInfo["ModelSignals"] = "1";
    }
}
