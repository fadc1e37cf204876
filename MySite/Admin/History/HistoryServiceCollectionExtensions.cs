using Microsoft.EntityFrameworkCore;
using MySite.Data;

namespace MySite.Admin.History;

internal static class HistoryServiceCollectionExtensions
{
    public static IServiceCollection AddHistory(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<Actor>().AddSingleton<LoggedModels>().AddSingleton<HistoryDrafts>().AddSingleton<HistoryWriter>();
        services.AddScoped<HistoryUndo>().AddScoped<HistoryRestore>().AddScoped<KeyedInsert>().AddScoped<HistoryRows>()
            .AddScoped<RecentActions>();
        services.ConfigureDbContext<SqliteSiteDbContext>(WriteHistory);
        services.ConfigureDbContext<SqlServerSiteDbContext>(WriteHistory);
        services.ConfigureDbContext<PostgreSqlSiteDbContext>(WriteHistory);
        return services;
    }

    // After the interceptor of the signals, so that the receivers have noted everything when the writer is called.
    private static void WriteHistory(IServiceProvider services, DbContextOptionsBuilder options) =>
        options.AddInterceptors(services.GetRequiredService<HistoryWriter>());
}
