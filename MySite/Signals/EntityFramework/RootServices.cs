using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace MySite.Signals.EntityFramework;

/// <summary>Knows the root of the container, whose services are not for receivers: they would never be disposed.</summary>
internal sealed class RootServices(IServiceProvider root)
{
    private readonly ConditionalWeakTable<DbContext, Lease> _leases = [];

    /// <summary>Notes which scope a context of a pool is for, until it is back in the pool.</summary>
    public void Lend(DbContext context, IServiceProvider scope) =>
        _leases.AddOrUpdate(context, new Lease(context.ContextId, scope));

    /// <summary>
    /// The scope that the context came from, with AddDbContext or AddScopedFromPool; any other context of a pool has none, and
    /// receivers get their own.
    /// </summary>
    public IServiceProvider? ServicesOf(DbContext context)
    {
        if (_leases.TryGetValue(context, out var lease) && lease.Id == context.ContextId)
            return lease.Scope;
        return context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider
            is { } services && !ReferenceEquals(services.GetService<IServiceProvider>(), root) ? services : null;
    }

    private sealed record Lease(DbContextId Id, IServiceProvider Scope);
}
