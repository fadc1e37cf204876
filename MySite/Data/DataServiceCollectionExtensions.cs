using System.CommandLine;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MySite.Data.Sqlite;
using MySite.Signals.EntityFramework;
using MySite.Signals.Outbox;

namespace MySite.Data;

internal static class DataServiceCollectionExtensions
{
    public static IServiceCollection AddData(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section).ValidateOnStart();
        services.Configure<IdentityOptions>(IdentityModel.Configure);

        var provider = ProviderIn(configuration);
        var connection = ConnectionText.For(
            provider, configuration.GetConnectionString("Default"), environment.ContentRootPath);
        services.AddSiteDbContext(provider, connection);
        services.AddModelSignals<SiteDbContext>().AddOutbox<OutboxStore>();

        services.AddScoped<DatabaseMigrator>();
        services.AddHostedService<MigrateOnStart>();
        services.AddSingleton<Command, MigrateCommand>();
        // Cheaper than the default, and a form needs two, a vote three; keys that exist go on as they are.
        services.AddDataProtection().SetApplicationName("MySite").PersistKeysToDbContext<SiteDbContext>()
            .UseCryptographicAlgorithms(new() { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        services.AddHealthChecks().AddDbContextCheck<SiteDbContext>("database", customTestQuery: IsReady());
        return services;
    }

    /// <summary>Lets somebody hear of the commands of the site's context.</summary>
    public static IServiceCollection AddCommandListener(this IServiceCollection services, CommandListener listener) => services
        .ConfigureDbContext<SqliteSiteDbContext>(options => options.AddInterceptors(listener))
        .ConfigureDbContext<SqlServerSiteDbContext>(options => options.AddInterceptors(listener))
        .ConfigureDbContext<PostgreSqlSiteDbContext>(options => options.AddInterceptors(listener));

    private static DatabaseProvider ProviderIn(IConfiguration configuration)
    {
        const string Key = $"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}";
        var text = configuration[Key];
        if (string.IsNullOrWhiteSpace(text))
            return new DatabaseOptions().Provider;
        return Enum.TryParse<DatabaseProvider>(text, ignoreCase: true, out var provider) && Enum.IsDefined(provider)
            ? provider
            : throw ConnectionText.Wrong($"{Key} is {text}; it must be Sqlite, SqlServer or PostgreSql.");
    }

    private static Func<SiteDbContext, CancellationToken, Task<bool>> IsReady()
    {
        // Migrations are not undone below a running site, so one look is enough.
        var upToDate = false;
        return async (db, cancellationToken) => await db.Database.CanConnectAsync(cancellationToken) &&
            (upToDate = upToDate || !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any());
    }

    private static void AddSiteDbContext(
        this IServiceCollection services, DatabaseProvider provider, string connection) => _ = provider switch
        {
            DatabaseProvider.Sqlite => services.AddSingleton<KeptConnections>().AddPool<SqliteSiteDbContext>((root, options) =>
                options.UseSqlite(connection).AddInterceptors(root.GetRequiredService<KeptConnections>())),
            DatabaseProvider.SqlServer => services.AddPool<SqlServerSiteDbContext>(
                (_, options) => options.UseSqlServer(connection)),
            _ => services.AddPool<PostgreSqlSiteDbContext>((_, options) => options.UseNpgsql(connection)),
        };

    private static IServiceCollection AddPool<TContext>(
        this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> choose)
        where TContext : SiteDbContext =>
        services.AddScopedFromPool<SiteDbContext, TContext>().AddPooledDbContextFactory<TContext>((root, options) =>
        {
            choose(root, options);
            options.UseModelSignals(root);
        });
}
