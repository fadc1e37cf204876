using System.Globalization;

/// <summary>
/// Runs inside of a site that is measured, started by <c>DOTNET_STARTUP_HOOKS</c>: writes down what its objects take when all
/// that can be collected is.
/// </summary>
#pragma warning disable CA1050 // The runtime asks for this name, in no namespace.
internal static class StartupHook
#pragma warning restore CA1050
{
    public const string Variable = "MYSITE_BENCHMARK_MEMORY";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } file)
            return;
        _ = WriteAsync(file);
    }

    private static async Task WriteAsync(string file)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2), TimeProvider.System);
        while (await timer.WaitForNextTickAsync())
            await File.WriteAllTextAsync(
                file, GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture));
    }
}
