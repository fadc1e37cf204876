using System.Diagnostics;

namespace MySite.Tests.Support;

/// <summary>The SDK as its own process.</summary>
internal static class DotNetCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <returns>What it wrote. One that fails fails the test.</returns>
    public static async Task<string> RunAsync(
        string folder, string[] arguments, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
        };
        // A build server would outlive the command and keep its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var (exitCode, output, error) = await ChildProcess.RunAsync(start, Patience);
        Assert.True(exitCode == 0, $"dotnet {string.Join(' ', arguments)}:\n{output}{error}");
        return output;
    }
}
