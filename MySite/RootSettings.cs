using Microsoft.Extensions.Configuration.Json;

namespace MySite;

/// <summary>
/// Reads the repository's <c>appsettings.Development.json</c>, which lies one level above the content root, where the
/// host does not look. It goes right behind the host's own files: environment variables, user secrets and the command
/// line keep the last word.
/// </summary>
internal static class RootSettings
{
    private const string FileName = "appsettings.Development.json";

    public static WebApplicationBuilder AddRootSettings(this WebApplicationBuilder builder)
    {
        var file = Path.GetFullPath(Path.Combine(builder.Environment.ContentRootPath, "..", FileName));
        if (!builder.Environment.IsDevelopment() || !File.Exists(file))
            return builder;

        // Not reloaded on change: that would watch the whole repository, bin/ and .git/ included.
        var source = new JsonConfigurationSource { Path = file };
        source.ResolveFileProvider();
        var sources = ((IConfigurationBuilder)builder.Configuration).Sources;
        sources.Insert(sources.IndexOf(sources.Last(IsAppSettings)) + 1, source);
        return builder;
    }

    private static bool IsAppSettings(IConfigurationSource source) =>
        source is JsonConfigurationSource { Path: { } path } &&
        path.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase);
}
