using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace MySite.Tests.Support;

/// <summary>The site as a process of its own that serves requests, and that a test may kill.</summary>
internal sealed partial class RunningSite : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningSite(Process process) => _process = process;

    public Uri Address => _address.Task.Result;

    public string Output => string.Join(Environment.NewLine, _output);

    /// <summary>Starts on a port of its own, and returns when it listens.</summary>
    public static async Task<RunningSite> StartAsync(TestDatabase database, params (string Name, object Value)[] settings)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "MySite.dll"), "--urls=http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        (string, object)[] basics =
        [
            ("ASPNETCORE_ENVIRONMENT", "Production"),
            ("ASPNETCORE_hostBuilder__reloadConfigOnChange", "false"),
            ("ConnectionStrings:Default", database.ConnectionString),
            ("Database:Provider", database.Provider),
            ("Database:MigrateOnStart", true),
            ("Site:Https", false),
            ("Serilog:MinimumLevel:Default", "Warning"),
        ];
        foreach (var (name, value) in basics.Concat(settings))
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = $"{value}";

        var site = new RunningSite(Process.Start(start)!);
        site._process.OutputDataReceived += (_, line) => site.Read(line.Data);
        site._process.ErrorDataReceived += (_, line) => site.Read(line.Data);
        site._process.BeginOutputReadLine();
        site._process.BeginErrorReadLine();
        var ended = site._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Task.WhenAny(site._address.Task, ended).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.True(site._address.Task.IsCompleted, $"The site ended instead of listening.\n{site.Output}");
        return site;
    }

    /// <summary>Ends it as a power cut would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        if (Listening.Match(line) is { Success: true } found)
            _address.TrySetResult(new Uri(found.Groups[1].Value));
    }

    // Quoted, where the log is JSON.
    [GeneratedRegex("""Now listening on: (?:\\")?(http[^\s"\\]+)""")]
    private static partial Regex Listening { get; }
}
