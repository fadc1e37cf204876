using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace MySite.Signals.EntityFramework;

/// <summary>Knows the root of the container, whose services are not for receivers: they would never be disposed.</summary>
internal sealed class RootServices(IServiceProvider root)
{
    /// <summary>
    /// The scope that the context came from, with AddDbContext; a pooled context has none, and receivers get their own.
    /// </summary>
    public IServiceProvider? ServicesOf(DbContext context) =>
        context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider is { } services
        && !ReferenceEquals(services.GetService<IServiceProvider>(), root) ? services : null;
}
