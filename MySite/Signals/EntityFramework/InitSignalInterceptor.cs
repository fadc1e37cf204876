using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Signals.EntityFramework;

/// <summary>Sees every entity that a query makes.</summary>
/// <remarks>
/// One instance for all hosts: EF Core builds its services, and compiles every query, once for each set of such interceptors.
/// </remarks>
internal sealed class InitSignalInterceptor : IMaterializationInterceptor
{
    private InitSignalInterceptor()
    {
    }

    public static InitSignalInterceptor Instance { get; } = new();

    public object InitializedInstance(MaterializationInterceptionData materializationData, object entity)
    {
        var context = materializationData.Context;
        ModelSignalsExtension.Of(context).Init.Raise(context, materializationData.EntityType, entity);
        return entity;
    }
}
