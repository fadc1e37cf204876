using System.Diagnostics;

namespace MySite.Tests.Support;

/// <summary>The site as its own process, for what shows only there: how it ends and what it says then.</summary>
internal static class SiteProcess
{
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(
        params (string Name, string Value)[] environment) => RunAsync([], environment);

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string[] arguments, (string Name, string Value)[] environment, string typed = "")
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MySite.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            await process.StandardInput.WriteAsync(typed);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
