using System.Diagnostics;

namespace MySite.Benchmarks.Sites;

/// <summary>An app of Razor Pages with one page, published as the site is.</summary>
internal sealed class EmptySite(string program)
{
    // Whatever makes a published program start sooner or later.
    private static readonly string[] Settings =
    [
        "PublishReadyToRun", "PublishReadyToRunComposite", "RuntimeIdentifier", "SelfContained", "TieredCompilation", "TieredPGO",
        "TieredCompilationQuickJitForLoops", "InvariantGlobalization", "ServerGarbageCollection",
    ];

    public static async Task<EmptySite> CreateAsync(SiteFolder folder)
    {
        var sources = Directory.CreateDirectory(Path.Combine(folder.Root, "empty"));
        var pages = sources.CreateSubdirectory("Pages");
        await File.WriteAllTextAsync(Path.Combine(sources.FullName, "Empty.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(sources.FullName, "Program.cs"),
            """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddRazorPages();
            var app = builder.Build();
            app.UseRouting();
            app.UseAuthorization();
            app.MapStaticAssets();
            app.MapRazorPages().WithStaticAssets();
            app.Run();
            """);
        await File.WriteAllTextAsync(Path.Combine(pages.FullName, "Index.cshtml"), "@page\n<h1>Welcome</h1>\n");
        var settings = await SettingsOf(folder);
        var published = Path.Combine(folder.Root, "empty-app");
        await SiteFolder.RunAsync(new("dotnet",
            ["publish", sources.FullName, "-c", "Release", "-o", published, "-v", "quiet", .. settings]));
        return new(Path.Combine(published, "Empty.dll"));
    }

    public ProcessStartInfo Start(Uri url) => new("dotnet", [program, $"--urls={url}"])
    {
        WorkingDirectory = Path.GetDirectoryName(program)!,
        Environment =
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_hostBuilder__reloadConfigOnChange"] = "false",
        },
    };

    private static async Task<string[]> SettingsOf(SiteFolder folder)
    {
        List<string> found = [];
        foreach (var line in await folder.PropertiesAsync(Settings))
            if (line.Value.Length > 0)
                found.Add($"-p:{line.Key}={line.Value}");
        return [.. found];
    }
}
