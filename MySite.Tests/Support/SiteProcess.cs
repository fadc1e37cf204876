using System.Diagnostics;

namespace MySite.Tests.Support;

/// <summary>The site as its own process, for what shows only there: how it ends and what it says then.</summary>
internal static class SiteProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task<(int ExitCode, string Output, string Error)> RunAsync(
        params (string Name, string Value)[] environment) => RunAsync([], environment);

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string[] arguments, (string Name, string Value)[] environment, string typed = "")
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MySite.dll"), .. arguments])
        {
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return await ChildProcess.RunAsync(start, Patience, typed);
    }
}
