using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace MySite;

/// <summary>Serilog behind ILogger. The section <c>Serilog</c> of the settings has the last word.</summary>
internal static class SiteLogging
{
    private const string Line = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{Trace:l}{NewLine}{Exception}";

    public static IServiceCollection AddSiteLogging(this IServiceCollection services, bool toStandardError)
    {
        services.AddSerilog((provider, log) => log
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            // Says that a database does not exist yet, in two stack traces, before the migration makes it.
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Connection", LogEventLevel.Fatal)
            // Warns that the keys in the database are not encrypted, which is meant: the database is trusted.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection.KeyManagement", LogEventLevel.Error)
            // A request that breaks is written by the receiver of got_request_exception.
            .MinimumLevel.Override("Microsoft.AspNetCore.Diagnostics", LogEventLevel.Fatal)
            .MinimumLevel.Override("Microsoft.AspNetCore.Server.Kestrel", LogEventLevel.Fatal)
            // The program says in one line what it knows about a start that fails.
            .Filter.ByExcluding(entry => entry.Exception is { } error && WrongSetting.Describe(error) is not null
                && entry.MessageTemplate.Text is "Hosting failed to start" or "Unable to start Kestrel.")
            .Enrich.FromLogContext()
            .ReadFrom.Services(provider)
            .WriteToConsole(provider.GetRequiredService<IConfiguration>(), toStandardError ? LogEventLevel.Verbose : null)
            .ReadSection(provider.GetRequiredService<IConfiguration>()), preserveStaticLogger: true);
        var serilog = services.Last(service => service.ServiceType == typeof(ILoggerFactory)).ImplementationFactory!;
        return services.AddSingleton<ILoggerFactory>(provider => new KeptLoggers((ILoggerFactory)serilog(provider)));
    }

    // Reading it begins with a search for sinks in all assemblies, even where there is no such section.
    private static LoggerConfiguration ReadSection(this LoggerConfiguration log, IConfiguration settings) =>
        settings.GetSection("Serilog").Exists() ? log.ReadFrom.Configuration(settings) : log;

    // The .NET images say that they are a container; there a program reads, and elsewhere a person.
    private static LoggerConfiguration WriteToConsole(
        this LoggerConfiguration log, IConfiguration settings, LogEventLevel? standardError) =>
        settings.GetValue<bool>("DOTNET_RUNNING_IN_CONTAINER")
            ? log.WriteTo.Console(new RenderedCompactJsonFormatter(), standardErrorFromLevel: standardError)
            : log.Enrich.With<TraceSuffix>().WriteTo.Console(
                outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture, standardErrorFromLevel: standardError);
}
