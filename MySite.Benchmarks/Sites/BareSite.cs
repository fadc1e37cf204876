using System.Diagnostics;

namespace MySite.Benchmarks.Sites;

/// <summary>An app with one page, published as the site is.</summary>
internal sealed class BareSite(string program)
{
    // Whatever makes a published program start sooner or later, and the version of the packages.
    private static readonly string[] Settings =
    [
        "PublishReadyToRun", "PublishReadyToRunComposite", "RuntimeIdentifier", "SelfContained", "TieredCompilation", "TieredPGO",
        "TieredCompilationQuickJitForLoops", "InvariantGlobalization", "ServerGarbageCollection", "DotNet",
    ];

    /// <summary>Razor Pages with nothing in them.</summary>
    public static Task<BareSite> EmptyAsync(SiteFolder folder) => CreateAsync(
        folder, "Empty", packages: "",
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddRazorPages();
        var app = builder.Build();
        app.UseRouting();
        app.UseAuthorization();
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        app.Run();
        """,
        "@page\n<h1>Welcome</h1>\n");

    /// <summary>The least that asks a database through the packages that the site has to be made of.</summary>
    public static async Task<BareSite> StoredAsync(SiteFolder folder)
    {
        var site = await CreateAsync(
            folder, "Stored",
            """
            <PackageReference Include="Microsoft.AspNetCore.Identity.EntityFrameworkCore" Version="$(DotNet)" />
            <PackageReference Include="Microsoft.EntityFrameworkCore.Sqlite" Version="$(DotNet)" />
            """,
            """
            using Microsoft.AspNetCore.Identity;
            using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
            using Microsoft.EntityFrameworkCore;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddDbContext<Polls>(options => options.UseSqlite($"Data Source={AppContext.BaseDirectory}polls.db"));
            builder.Services.AddIdentity<IdentityUser, IdentityRole>().AddEntityFrameworkStores<Polls>();
            builder.Services.AddRazorPages();
            var app = builder.Build();
            if (args is ["create"])
            {
                using var scope = app.Services.CreateScope();
                scope.ServiceProvider.GetRequiredService<Polls>().Database.EnsureCreated();
                return;
            }
            app.UseRouting();
            app.UseAuthentication();
            app.UseAuthorization();
            app.MapStaticAssets();
            app.MapRazorPages().WithStaticAssets();
            app.Run();

            public class Poll
            {
                public int Id { get; set; }
            }

            public class Polls(DbContextOptions<Polls> options) : IdentityDbContext<IdentityUser>(options)
            {
                public DbSet<Poll> All => Set<Poll>();
            }
            """,
            "@page\n@using Microsoft.EntityFrameworkCore\n@inject Polls Polls\n<h1>@await Polls.All.CountAsync()</h1>\n");
        await SiteFolder.RunAsync(new("dotnet", [site.Program, "create"]));
        return site;
    }

    private string Program => program;

    public ProcessStartInfo Start(Uri url) => new("dotnet", [program, $"--urls={url}"])
    {
        WorkingDirectory = Path.GetDirectoryName(program)!,
        Environment =
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_hostBuilder__reloadConfigOnChange"] = "false",
        },
    };

    private static async Task<BareSite> CreateAsync(
        SiteFolder folder, string name, string packages, string source, string page)
    {
        var sources = Directory.CreateDirectory(Path.Combine(folder.Root, name));
        var pages = sources.CreateSubdirectory("Pages");
        await File.WriteAllTextAsync(Path.Combine(sources.FullName, $"{name}.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>{packages}</ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(sources.FullName, "Program.cs"), source);
        await File.WriteAllTextAsync(Path.Combine(pages.FullName, "Index.cshtml"), page);
        var settings = await SettingsOf(folder);
        var published = Path.Combine(folder.Root, $"{name}-app");
        await SiteFolder.RunAsync(new("dotnet",
            ["publish", sources.FullName, "-c", "Release", "-o", published, "-v", "quiet", .. settings]));
        return new(Path.Combine(published, $"{name}.dll"));
    }

    private static async Task<string[]> SettingsOf(SiteFolder folder)
    {
        List<string> found = [];
        foreach (var line in await folder.PropertiesAsync(Settings))
            if (line.Value.Length > 0)
                found.Add($"-p:{line.Key}={line.Value}");
        return [.. found];
    }
}
