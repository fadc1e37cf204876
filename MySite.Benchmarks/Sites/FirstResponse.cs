using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MySite.Benchmarks.Sites;

/// <summary>From the start of the process to its first page, beside an app of Razor Pages with nothing in it.</summary>
internal static class FirstResponse
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    public static async Task<Target> RunAsync(SiteFolder folder, int starts)
    {
        Console.Error.WriteLine("First responses…");
        var (empty, database) = (await EmptySite.CreateAsync(folder), folder.CopyDatabase());
        List<double> sites = [], empties = [];
        // The first of each reads the program from the disk.
        for (var start = 0; start <= starts; start++)
        {
            var site = await MeasureAsync(url => folder.Start(database, $"--urls={url}"), "/polls/");
            var nothing = await MeasureAsync(empty.Start, "/");
            if (start == 0)
                continue;
            sites.Add(site.TotalMilliseconds);
            empties.Add(nothing.TotalMilliseconds);
        }
        Console.WriteLine($"First response, ms, median of {starts}: site {LoadTable.Text(LoadTable.Median(sites))} "
            + $"({sites.Min():0} to {sites.Max():0}), empty app {LoadTable.Text(LoadTable.Median(empties))} "
            + $"({empties.Min():0} to {empties.Max():0}).");
        return new("first response, time of an empty app's", LoadTable.Median(sites) / LoadTable.Median(empties), AtMost: 1.5);
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
