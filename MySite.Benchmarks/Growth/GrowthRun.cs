using System.Globalization;
using MySite.Benchmarks.Inside;
using MySite.Benchmarks.Sites;

namespace MySite.Benchmarks.Growth;

/// <summary>
/// How the cost of each page grows with polls, with the choices of each, and with receivers; as tables and as plots in
/// docs/performance. Run it by <c>MySite.Benchmarks/site growth</c>; with
/// <c>--seconds 1 --warmup 1 --polls 10000</c> to see whether it works.
/// </summary>
internal static class GrowthRun
{
    private const int FewPolls = SiteFolder.Polls;
    private const int FewChoices = 3;

    // Each size is a process of its own: they shall be alike before a minute is over.
    private static readonly (string, string) CompiledSoon = ("DOTNET_TC_CallCountingDelayMs", "0");

    public static async Task<int> RunAsync(string[] words)
    {
        var choices = new Choices(
            words, ("seconds", 3), ("warmup", 3), ("visitors", 2), ("polls", 1_000_000), ("choices", 1000), ("receivers", 1000));
        using var folder = await SiteFolder.CreateAsync();
        await MeasureAsync(folder, choices, "polls", "polls in the database, of 3 choices each",
            [.. Steps(100, choices["polls"])], polls => new(polls, FewChoices, 0));
        await MeasureAsync(folder, choices, "choices", "choices of each of 100 polls",
            [2, .. Steps(10, choices["choices"])], number => new(FewPolls, number, 0));
        await MeasureAsync(folder, choices, "receivers", "receivers of each request, and as many of each vote",
            [0, .. Steps(1, choices["receivers"])], receivers => new(FewPolls, FewChoices, receivers));
        return 0;
    }

    private static IEnumerable<int> Steps(int first, int last)
    {
        for (var step = first; step <= last; step *= 10)
            yield return step;
    }

    private static async Task MeasureAsync(
        SiteFolder folder, Choices choices, string name, string axis, int[] sizes, Func<int, GrowthSize> of)
    {
        List<GrowthPoint> points = [];
        foreach (var size in sizes)
        {
            Console.Error.WriteLine($"{size} {name}…");
            points.AddRange(await MeasureAsync(folder, choices, size, of(size)));
        }
        Print(name, sizes, points);
        var plots = Directory.CreateDirectory(Path.Combine(SiteFolder.Repository(), "docs", "performance"));
        await File.WriteAllTextAsync(Path.Combine(plots.FullName, $"{name}.svg"), new Plot(axis, sizes,
        [
            new PlotPanel("CPU of the site, µs a request", [.. Series(points, point => point.Computed)]),
            new PlotPanel("median time to the answer, µs", [.. Series(points, point => point.Median)]),
        ]).ToString());
    }

    private static async Task<List<GrowthPoint>> MeasureAsync(SiteFolder folder, Choices choices, int at, GrowthSize size)
    {
        var database = folder.CopyDatabase();
        await GrowthDatabase.FillAsync(database, size);
        var polls = GrowthDatabase.SomePolls(size);
        List<GrowthPoint> points = [];
        foreach (var (isCached, setting) in new[] { (true, SiteFolder.CacheFor("00:00:10")), (false, SiteFolder.WithoutCache) })
        {
            await using var site = await SiteProcess.StartAsync(folder, database, setting, CompiledSoon,
                (InsideVariables.Receivers, size.Receivers == 0 ? "" : size.Receivers.ToString(CultureInfo.InvariantCulture)));
            var pages = await SitePage.AllAsync(site, polls);
            Task<LoadResult> LoadAsync(SitePage page, string seconds) => Load.RunAsync(
                site, Load.Visitors(page.Requests, choices["visitors"]), page.Status, TimeSpan.FromSeconds(choices[seconds]));
            foreach (var page in pages)
                await LoadAsync(page, "warmup");
            foreach (var page in pages)
            {
                var result = await LoadAsync(page, "seconds");
                points.Add(new(page.Name, isCached, at, result.Computed.TotalMicroseconds, result.Median.TotalMicroseconds));
            }
        }
        File.Delete(database);
        return points;
    }

    private static IEnumerable<PlotSeries> Series(List<GrowthPoint> points, Func<GrowthPoint, double> number) => points
        .GroupBy(point => (point.Page, point.IsCached))
        .Select(line => new PlotSeries(
            line.Key.Page, !line.Key.IsCached, [.. line.Select(point => ((double)point.Size, number(point)))]));

    private static void Print(string name, int[] sizes, List<GrowthPoint> points)
    {
        Console.WriteLine(
            $"\n{"CPU, µs a request, of " + name,-36}{string.Concat(sizes.Select(size => $"{size,12:N0}"))}{"last/first",12}");
        foreach (var line in points.GroupBy(point => (point.Page, point.IsCached)))
            Console.WriteLine($"{line.Key.Page + (line.Key.IsCached ? "" : " without cache"),-36}"
                + string.Concat(line.Select(point => $"{point.Computed,12:N0}"))
                + $"{LoadTable.Text(line.Last().Computed / line.First().Computed),12}");
    }
}
