using Microsoft.Extensions.DependencyInjection.Extensions;
using MySite.Data;
using MySite.Email;
using Serilog.Core;

namespace MySite.Toolbar;

/// <summary>A bar under each page that tells a developer what its request did. In Development only.</summary>
internal static class ToolbarExtensions
{
    /// <summary>Call it after the room that sends mail.</summary>
    public static IServiceCollection AddToolbar(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var options = new ToolbarOptions();
        configuration.GetSection(ToolbarOptions.Section).Bind(options);
        if (!environment.IsDevelopment() || !options.Enabled)
            return services;

        var sql = new SqlListener();
        services.ConfigureDbContext<SqliteSiteDbContext>(db => db.AddInterceptors(sql));
        services.ConfigureDbContext<SqlServerSiteDbContext>(db => db.AddInterceptors(sql));
        services.ConfigureDbContext<PostgreSqlSiteDbContext>(db => db.AddInterceptors(sql));
        services.AddSingleton<ILogEventSink, LogListener>();
        services.AddSingleton<CacheListener>();
        services.AddSingleton<ToolbarLedger>();
        services.AddSingleton<MailPanel>();
        services.AddSingleton<ToolbarPage>();

        var mails = services.Last(service => service.ServiceType == typeof(IMailSender));
        return services.Replace(ServiceDescriptor.Singleton<IMailSender>(provider => new MailListener(
            (IMailSender)mails.ImplementationFactory!(provider), provider.GetRequiredService<ToolbarLedger>())));
    }

    /// <summary>In front of everything that may write a page. Does nothing where there is no toolbar.</summary>
    public static IApplicationBuilder UseToolbar(this WebApplication app)
    {
        if (app.Services.GetService<ToolbarLedger>() is null)
            return app;
        app.Services.GetRequiredService<CacheListener>().Start();
        return app.UseMiddleware<ToolbarMiddleware>();
    }
}
