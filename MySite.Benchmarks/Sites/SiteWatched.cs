using System.Globalization;

namespace MySite.Benchmarks.Sites;

/// <summary>
/// What it costs the whole site to be watched: the published site three times, with nothing on, with the monitor and its traces,
/// and with telemetry too, which goes to a sink in this process. One at a time is under load, the others wait. Run it by
/// <c>dotnet run -c Release --project MySite.Benchmarks -- site-watched</c>, on a machine that does nothing else; with
/// <c>--starts 1 --rounds 1 --seconds 1 --warmup 2</c> to see whether it works.
/// </summary>
internal static class SiteWatched
{
    private const double AtLeast = 0.95;
    private const int Off = 0;
    private const int Monitor = 1;
    private const int On = 2;

    private static readonly int[] ThereAndBack = [Off, Monitor, On, On, Monitor, Off];

    public static async Task<int> RunAsync(string[] words)
    {
        var choices = new Choices(words, ("starts", 3), ("rounds", 3), ("seconds", 4), ("warmup", 8), ("visitors", 8));
        using var folder = await SiteFolder.CreateAsync();
        await using var sink = await OtlpSink.StartAsync();
        Dictionary<string, List<LoadResult>[]> results = [];
        for (var start = 1; start <= choices["starts"]; start++)
        {
            Console.Error.WriteLine($"Start {start} of {choices["starts"]}…");
            await using var off = await SiteProcess.StartAsync(folder, ("Signals__Trace__Enabled", "false"));
            await using var monitor = await SiteProcess.StartAsync(folder);
            await using var on = await SiteProcess.StartAsync(folder, sink.Settings);
            await MeasureAsync([off, monitor, on], choices, results);
        }
        if (sink.Bytes == 0)
            throw new InvalidOperationException("No telemetry came: what was measured is not everything.");
        return Print(results, sink.Bytes);
    }

    private static async Task MeasureAsync(SiteProcess[] sites, Choices choices, Dictionary<string, List<LoadResult>[]> results)
    {
        var pages = await Task.WhenAll(sites.Select(PagesAsync));
        foreach (var (page, _, _) in pages[Off])
            results.TryAdd(page, [[], [], []]);
        // A site is compiled anew while it runs; what comes before is not counted.
        await RoundAsync(TimeSpan.FromSeconds(choices["warmup"]), [Off, Monitor, On], keep: false);
        for (var round = 1; round <= choices["rounds"]; round++)
            await RoundAsync(TimeSpan.FromSeconds(choices["seconds"]), ThereAndBack, keep: true);

        async Task RoundAsync(TimeSpan duration, int[] order, bool keep)
        {
            for (var page = 0; page < pages[Off].Length; page++)
                foreach (var site in order)
                {
                    var (name, requests, status) = pages[site][page];
                    var result = await Load.RunAsync(
                        sites[site], Load.Visitors(requests, choices["visitors"]), status, duration);
                    if (keep)
                        results[name][site].Add(result);
                }
        }
    }

    private static async Task<(string Name, byte[][] Requests, int Status)[]> PagesAsync(SiteProcess site) =>
    [
        ("index", SitePages.Index(site.Address), StatusCodes.Status200OK),
        ("detail", SitePages.Details(site.Address), StatusCodes.Status200OK),
        ("results", SitePages.Results(site.Address), StatusCodes.Status200OK),
        ("vote", await SitePages.VotesAsync(site.Address), StatusCodes.Status302Found),
    ];

    private static int Print(Dictionary<string, List<LoadResult>[]> results, long exported)
    {
        Line("", "", "off", "monitor", "on", "mon/off", "on/off");
        var isMet = true;
        foreach (var (page, sites) in results)
        {
            isMet &= Row(page, "requests/s", sites, result => result.PerSecond) >= AtLeast;
            Row("", "p50, ms", sites, result => result.Median.TotalMilliseconds);
            Row("", "p99, ms", sites, result => result.P99.TotalMilliseconds);
            Row("", "CPU of the site, µs a request", sites, result => result.Computed.TotalMicroseconds);
            Row("", "CPU of the driver, of the whole", sites, result => result.Driver);
        }
        Console.WriteLine($"{exported / 1_000_000} MB of telemetry came. On must be at least {Text(AtLeast)} of off: "
            + (isMet ? "it is." : "it is not."));
        return isMet ? 0 : 1;
    }

    // Each pair of neighbours has its own ratio, so that a machine that grows slower meanwhile does not count.
    private static double Row(string page, string what, List<LoadResult>[] sites, Func<LoadResult, double> number)
    {
        double Ratio(int of) => Median(sites[of].Zip(sites[Off], (one, off) => number(one) / number(off)));
        var row = sites.Select(site => Median(site.Select(number))).Select(Text);
        Line([page, what, .. row, Text(Ratio(Monitor)), Text(Ratio(On))]);
        return Ratio(On);
    }

    private static double Median(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Text(double number) => number.ToString(number < 10 ? "0.000" : "0", CultureInfo.InvariantCulture);

    private static void Line(params string[] cells) => Console.WriteLine(
        $"{cells[0],-8} {cells[1],-32}{cells[2],10}{cells[3],10}{cells[4],10}{cells[5],10}{cells[6],10}");
}
