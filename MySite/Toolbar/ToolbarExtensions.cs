using Microsoft.AspNetCore.Diagnostics;
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

        services.AddCommandListener(new SqlListener());
        services.AddSingleton<ILogEventSink, LogListener>();
        services.AddSingleton<CacheListener>();
        services.AddSingleton<ToolbarLedger>();
        services.AddSingleton<MailPanel>();
        services.AddSingleton<ToolbarPage>();
        // Around the filter of the signals, whose receivers write to the log.
        services.Insert(0, ServiceDescriptor.Singleton<IDeveloperPageExceptionFilter, ToolbarErrorPage>());

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
        ToolbarStyles.Map(app);
        return app.UseMiddleware<ToolbarMiddleware>();
    }
}
