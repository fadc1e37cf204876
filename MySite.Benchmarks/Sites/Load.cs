using System.Diagnostics;

namespace MySite.Benchmarks.Sites;

/// <summary>
/// Visitors who each send their next request when the last one is answered. Each is a thread of its own on a bare socket: on a
/// small machine an HTTP client would take as much of the processor as the site, and hide what the site costs.
/// </summary>
internal static class Load
{
    /// <param name="site">The site.</param>
    /// <param name="visitors">What each visitor sends, again and again.</param>
    /// <param name="status">How each must be answered.</param>
    /// <param name="duration">For how long.</param>
    /// <exception cref="InvalidOperationException">A request was answered otherwise.</exception>
    public static async Task<LoadResult> RunAsync(SiteProcess site, byte[][][] visitors, int status, TimeSpan duration)
    {
        var (allocated, computed) = site.Gauge.Read();
        var (began, driver) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var runs = visitors.Select(requests => Task.Factory.StartNew(
            () => Run(site.Address, requests, status, duration),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        var latencies = (await Task.WhenAll(runs)).SelectMany(latency => latency).ToArray();
        var took = Stopwatch.GetElapsedTime(began);
        var (allocatedNow, computedNow) = site.Gauge.Read();
        Array.Sort(latencies);
        return new(
            latencies.Length / took.TotalSeconds, At(latencies, 0.50), At(latencies, 0.99),
            (computedNow - computed) / latencies.Length, (double)(allocatedNow - allocated) / latencies.Length,
            (Environment.CpuUsage.TotalTime - driver) / took / Environment.ProcessorCount);
    }

    /// <summary>Visitors who send the same, each from a place of their own on.</summary>
    public static byte[][][] Visitors(byte[][] requests, int number) =>
    [
        .. Enumerable.Range(0, number).Select(visitor => visitor * requests.Length / number)
            .Select(first => (byte[][])[.. requests[first..], .. requests[..first]]),
    ];

    private static List<long> Run(Uri site, byte[][] requests, int status, TimeSpan duration)
    {
        List<long> latencies = [];
        var next = 0;
        using var connection = new LoadConnection(site);
        var began = Stopwatch.GetTimestamp();
        for (var now = began; Stopwatch.GetElapsedTime(began, now) < duration;)
        {
            var answer = connection.Send(requests[next++ % requests.Length]);
            if (answer != status)
                throw new InvalidOperationException($"A request was answered by {answer} in place of {status}.");
            var sent = now;
            now = Stopwatch.GetTimestamp();
            latencies.Add(now - sent);
        }
        return latencies;
    }

    private static TimeSpan At(long[] sorted, double share) =>
        Stopwatch.GetElapsedTime(0, sorted[(int)(share * (sorted.Length - 1))]);
}
