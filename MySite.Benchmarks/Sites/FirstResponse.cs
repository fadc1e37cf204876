using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MySite.Benchmarks.Sites;

/// <summary>
/// From the start of the process to its first page, beside an app of Razor Pages with nothing in it, and beside one that has the
/// packages of the site, a table and nothing else: no site of these is quicker.
/// </summary>
internal static class FirstResponse
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    public static async Task<Target> RunAsync(SiteFolder folder, int starts)
    {
        Console.Error.WriteLine("First responses…");
        var (empty, stored, database) =
            (await BareSite.EmptyAsync(folder), await BareSite.StoredAsync(folder), folder.CopyDatabase());
        (string Name, Func<Uri, ProcessStartInfo> Program, string Path, List<double> Times)[] sites =
        [
            ("site", url => folder.Start(database, $"--urls={url}"), "/polls/", []),
            ("empty app", empty.Start, "/", []),
            ("app with a table of EF Core and Identity", stored.Start, "/", []),
        ];
        // The first of each reads the program from the disk.
        for (var start = 0; start <= starts; start++)
            foreach (var (_, program, path, times) in sites)
            {
                var time = await MeasureAsync(program, path);
                if (start > 0)
                    times.Add(time.TotalMilliseconds);
            }
        foreach (var (name, _, _, times) in sites)
            Console.WriteLine($"First response of {name}, ms: {LoadTable.Text(LoadTable.Median(times))} "
                + $"({times.Min():0} to {times.Max():0}), median of {starts}.");
        return new(
            "first response, time of an empty app's", LoadTable.Median(sites[0].Times) / LoadTable.Median(sites[1].Times),
            AtMost: 1.5);
    }

    private static async Task<TimeSpan> MeasureAsync(Func<Uri, ProcessStartInfo> program, string path)
    {
        var site = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = program(site);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        try
        {
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            using var connection = await ConnectAsync(process, site);
            return connection.Send(SitePages.Get(site, path)) is StatusCodes.Status200OK and var _
                ? Stopwatch.GetElapsedTime(began)
                : throw new InvalidOperationException($"The first answer of {path} is none: {start.ArgumentList[0]}.");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<LoadConnection> ConnectAsync(Process process, Uri site)
    {
        while (!process.HasExited)
            try
            {
                return new LoadConnection(site);
            }
            catch (SocketException)
            {
                await Task.Delay(Pause, TimeProvider.System);
            }
        throw new InvalidOperationException($"{process.StartInfo.ArgumentList[0]} does not start.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
