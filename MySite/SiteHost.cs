namespace MySite;

/// <summary>The builder, set up so that the site starts alike from its sources and from its published folder.</summary>
internal static class SiteHost
{
    public const string DefaultUrl = "http://localhost:8000";

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var (settings, words) = CommandLine.Split(args);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = settings,
            ContentRootPath = PublishedFolder(),
        });
        builder.AddRootSettings();
        // What a command answers goes to the standard output, and nothing else does.
        builder.Services.AddSiteLogging(toStandardError: words.Length > 0);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (!IsListeningConfigured(builder.Configuration))
            builder.WebHost.UseUrls(DefaultUrl);
        return builder;
    }

    // Only a published folder has wwwroot/ beside the program; there it is the content root, whatever the working
    // directory is. Null leaves the host's own rule.
    private static string? PublishedFolder() =>
        Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null;

    private static bool IsListeningConfigured(ConfigurationManager settings) =>
        settings["urls"] is { Length: > 0 } ||
        settings["http_ports"] is { Length: > 0 } ||
        settings["https_ports"] is { Length: > 0 } ||
        settings.GetSection("Kestrel:Endpoints").GetChildren().Any();
}
