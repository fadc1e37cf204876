using System.Diagnostics;
using System.Text.RegularExpressions;

namespace MySite.Benchmarks.Sites;

/// <summary>A site that runs, on a port of its own.</summary>
internal sealed partial class SiteProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _lastLines = new();

    private SiteProcess(Process process, Gauge gauge) => (_process, Gauge) = (process, gauge);

    public Uri Address => _address.Task.Result;

    public Gauge Gauge { get; }

    /// <summary>Its resident memory in bytes.</summary>
    public long Memory => Fresh().WorkingSet64;

    /// <summary>The most that <see cref="Memory"/> ever was.</summary>
    public long PeakMemory => Fresh().PeakWorkingSet64;

    /// <param name="folder">The site.</param>
    /// <param name="settings">Environment variables.</param>
    public static Task<SiteProcess> StartAsync(SiteFolder folder, params (string Name, string Value)[] settings) =>
        StartAsync(folder, folder.CopyDatabase(), settings);

    /// <param name="folder">The site.</param>
    /// <param name="database">The file, as <see cref="SiteFolder.CopyDatabase"/> made it.</param>
    /// <param name="settings">Environment variables.</param>
    public static Task<SiteProcess> StartAsync(
        SiteFolder folder, string database, params (string Name, string Value)[] settings)
    {
        var start = folder.Start(database, "--urls=http://127.0.0.1:0");
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return StartAsync(start);
    }

    /// <param name="start">Any program that logs its address as Kestrel does.</param>
    public static async Task<SiteProcess> StartAsync(ProcessStartInfo start)
    {
        var gauge = new Gauge(start);
        var site = new SiteProcess(Process.Start(start)!, gauge);
        site._process.OutputDataReceived += (_, line) => site.Read(line.Data);
        site._process.ErrorDataReceived += (_, line) => site.Read(line.Data);
        site._process.BeginOutputReadLine();
        site._process.BeginErrorReadLine();
        var ended = site._process.WaitForExitAsync();
        if (await Task.WhenAny(site._address.Task, ended) == ended)
            throw new InvalidOperationException($"The site does not start: {string.Join('\n', site._lastLines)}");
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Gauge.Dispose();
    }

    private Process Fresh()
    {
        _process.Refresh();
        return _process;
    }

    private void Read(string? line)
    {
        if (line is null || _address.Task.IsCompleted)
            return;
        _lastLines.Enqueue(line);
        if (Listening.Match(line) is { Success: true } found)
            _address.TrySetResult(new Uri(found.Groups[1].Value));
    }

    // Quoted, where the log is JSON.
    [GeneratedRegex("""Now listening on: (?:\\")?(http[^\s"\\]+)""")]
    private static partial Regex Listening { get; }
}
