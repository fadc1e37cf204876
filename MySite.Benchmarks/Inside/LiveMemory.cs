using System.Globalization;

namespace MySite.Benchmarks.Inside;

/// <summary>Writes down what the objects of a site take when all that can be collected is.</summary>
internal static class LiveMemory
{
    public static async Task WriteAsync(string file)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2), TimeProvider.System);
        while (await timer.WaitForNextTickAsync())
            await File.WriteAllTextAsync(
                file, GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture));
    }
}
