extern alias Site;

using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Site::MySite.Data;
using Site::MySite.Data.Sqlite;
using Site::MySite.Signals;
using Site::MySite.Signals.Diagnostics;
using Site::MySite.Signals.Http;
using Site::MySite.Signals.Outbox;

namespace MySite.Benchmarks.Inside;

/// <summary>
/// The site as it would be without signals: nothing around requests, nothing around the context, nobody connected, no outbox at
/// work. What receivers do for visitors is left, by plain calls: a vote is seen at once, and each request is logged.
/// </summary>
internal static class HubRemoval
{
    private static readonly Type[] Parts =
    [
        typeof(RequestSignalStartupFilter), typeof(ExceptionHandlerObserver), typeof(OutboxDispatcher), typeof(BroadcastListener),
        typeof(ReceiverCheck),
    ];

    private static readonly Type[] Services =
        [typeof(ReceiverRegistration), typeof(IDbContextOptionsConfiguration<SqliteSiteDbContext>)];

    public static void Apply(HostBuilderContext host, IServiceCollection services)
    {
        foreach (var part in Parts)
            Remove(services, service => service.ImplementationType == part, part);
        foreach (var service in Services)
            Remove(services, each => each.ServiceType == service, service);
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, PlainRequestLog>());
        services.Configure<SignalMonitorOptions>(monitor => monitor.Enabled = false);
        services.Replace(ServiceDescriptor.Scoped<ISignalTransaction, PlainTransaction>());
        var connection = ConnectionText.For(
            DatabaseProvider.Sqlite, host.Configuration.GetConnectionString("Default"), host.HostingEnvironment.ContentRootPath);
        services.ConfigureDbContext<SqliteSiteDbContext>(
            (root, options) => options.UseSqlite(connection).AddInterceptors(root.GetRequiredService<KeptConnections>()));
        // A pool is told whose scope a context is for.
        if (services.Any(service => service.ServiceType == typeof(IDbContextFactory<SqliteSiteDbContext>)))
            services.Replace(ServiceDescriptor.Scoped<SiteDbContext>(
                scope => scope.GetRequiredService<IDbContextFactory<SqliteSiteDbContext>>().CreateDbContext()));
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AddPageApplicationModelConvention(
            "/Polls/Vote", page => page.Filters.Add(new VoteEviction())));
    }

    // Whoever renames a part shall not measure a hub that is still there.
    private static void Remove(IServiceCollection services, Func<ServiceDescriptor, bool> which, Type what)
    {
        var found = services.Where(which).ToArray();
        if (found.Length == 0)
            throw new InvalidOperationException($"{what} is not there to be removed.");
        foreach (var service in found)
            services.Remove(service);
    }
}
