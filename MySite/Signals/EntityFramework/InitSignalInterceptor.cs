using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Signals.EntityFramework;

/// <summary>Sees every entity that a query makes.</summary>
/// <remarks>
/// One instance for all hosts: EF Core builds its services, and compiles every query, once for each set of such interceptors.
/// </remarks>
internal sealed class InitSignalInterceptor : IMaterializationInterceptor
{
    private readonly ConditionalWeakTable<DbContext, InitSignals> _signals = [];

    private InitSignalInterceptor()
    {
    }

    public static InitSignalInterceptor Instance { get; } = new();

    public object InitializedInstance(MaterializationInterceptionData materializationData, object entity)
    {
        var context = materializationData.Context;
        if (!_signals.TryGetValue(context, out var signals))
            _signals.AddOrUpdate(context, signals = ModelSignalsExtension.Of(context).Init);
        signals.Raise(context, materializationData.EntityType, entity);
        return entity;
    }
}
