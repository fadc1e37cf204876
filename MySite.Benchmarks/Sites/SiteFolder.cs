extern alias Site;

using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Site::MySite.Polls;

namespace MySite.Benchmarks.Sites;

/// <summary>The site as it is deployed, with a database of 100 polls and a superuser; gone when it is disposed.</summary>
internal sealed class SiteFolder : IDisposable
{
    public const int Polls = 100;
    public const string UserName = "root";
    public const string Password = "correct horse battery";

    private const string Database = "site.db";

    // As README.md publishes it: compiled ahead, for the machine at hand.
    private const string ForThisMachine = "-p:UseCurrentRuntimeIdentifier=true";

    /// <summary>The setting that turns the cache of the polls off.</summary>
    public static readonly (string Name, string Value) WithoutCache = CacheFor("00:00:00");

    /// <summary>The hub sends, and nobody watches it; <see cref="SiteWatched"/> says what watching takes.</summary>
    public static readonly (string Name, string Value) WithoutTrace = ("Signals__Trace__Enabled", "false");

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mysite-benchmark-");
    private int _copies;

    private SiteFolder()
    {
    }

    /// <summary>A folder that goes when this object does.</summary>
    public string Root => _root.FullName;

    /// <summary>Where the program lies.</summary>
    public string Program => Path.Combine(_root.FullName, "app", "MySite.dll");

    /// <summary>Where answers of the site can be kept.</summary>
    public string Pages => _root.CreateSubdirectory("pages").FullName;

    /// <param name="switches">What publishing is told besides.</param>
    public static async Task<SiteFolder> CreateAsync(params string[] switches)
    {
        var folder = new SiteFolder();
        try
        {
            Console.Error.WriteLine("Publishing the site…");
            await RunAsync(new("dotnet",
                ["publish", Project, "-c", "Release", ForThisMachine, "-o", Path.GetDirectoryName(folder.Program)!,
                    "-v", "quiet", "-p:PublishDocumentationFiles=false", .. switches]));
            await folder.CommandAsync("migrate");
            await folder.CommandAsync("seed", "--questions", $"{Polls}");
            await folder.CommandAsync(
                "createsuperuser", "--username", UserName, "--email", $"{UserName}@example.org", "--password", Password);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public static (string Name, string Value) CacheFor(string duration) => ($"Polls__{CacheDuration.Name}", duration);

    /// <summary>What the project of the site says where it is published.</summary>
    public async Task<Dictionary<string, string>> PropertiesAsync(string[] names)
    {
        var answer = await RunAsync(new("dotnet",
            ["msbuild", Project, "-p:Configuration=Release", ForThisMachine, $"-getProperty:{string.Join(',', names)}"]));
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(answer)!["Properties"];
    }

    /// <summary>A database of its own for each site, with the same rows.</summary>
    public string CopyDatabase()
    {
        var copy = Path.Combine(_root.FullName, $"copy-{++_copies}.db");
        File.Copy(Path.Combine(_root.FullName, Database), copy);
        return copy;
    }

    /// <summary>How to start the site, or one of its commands.</summary>
    public ProcessStartInfo Start(string database, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            WorkingDirectory = _root.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What somebody has set for a site of theirs is not measured.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_hostBuilder__reloadConfigOnChange"] = "false";
        start.Environment["Database__Provider"] = "Sqlite";
        start.Environment["ConnectionStrings__Default"] = $"Data Source={database}";
        start.Environment["Email__PickupFolder"] = Path.Combine(_root.FullName, "mail");
        start.Environment["Site__Https"] = "false";
        return start;
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static PropertyInfo CacheDuration => typeof(PollsOptions).GetProperties()
        .Single(option => option.Name.EndsWith(nameof(CacheDuration), StringComparison.Ordinal));

    private static string Project => Path.Combine(Repository(), "MySite");

    /// <summary>The folder with the solution.</summary>
    public static string Repository([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "..", "..", ".."));

    private Task<string> CommandAsync(params string[] command) =>
        RunAsync(Start(Path.Combine(_root.FullName, Database), command));

    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', start.ArgumentList)} failed: {await output}{await error}");
        return await output;
    }
}
