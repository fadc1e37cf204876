using System.Globalization;

namespace MySite.Benchmarks.Sites;

/// <summary>What sites did under the same load, side by side; each but the first is divided by the first.</summary>
/// <param name="names">The sites. All ran at one time, one after another in each round.</param>
internal sealed class LoadTable(params string[] names)
{
    private readonly Dictionary<string, List<LoadResult>[]> _results = [];

    public IEnumerable<string> Pages => _results.Keys;

    public void Add(string page, int site, LoadResult result)
    {
        if (!_results.TryGetValue(page, out var sites))
            _results[page] = sites = [.. names.Select(_ => new List<LoadResult>())];
        sites[site].Add(result);
    }

    /// <summary>How many requests a second a site answers for each one of the first.</summary>
    public double Throughput(string page, int site) =>
        Ratio(_results[page][site], _results[page][0], result => result.PerSecond);

    /// <summary>As <see cref="Throughput"/>, where visitors ask for each page as often as for each other.</summary>
    public double ThroughputOfAll(int site) => 1 / RatioOfAll(site, result => 1 / result.PerSecond);

    /// <summary>What a site computes for one request of each page, of what the first computes for them.</summary>
    public double ComputedOfAll(int site) => RatioOfAll(site, result => result.Computed.TotalSeconds);

    public void Print()
    {
        Line(["", "", .. names, .. names.Skip(1).Select(name => $"{name}/{names[0]}")]);
        foreach (var (page, sites) in _results)
        {
            Row(page, "requests/s", sites, result => result.PerSecond);
            Row("", "p50, ms", sites, result => result.Median.TotalMilliseconds);
            Row("", "p99, ms", sites, result => result.P99.TotalMilliseconds);
            Row("", "CPU of the site, µs a request", sites, result => result.Computed.TotalMicroseconds);
            Row("", "allocated, bytes a request", sites, result => result.Allocated);
            Row("", "CPU of the driver, of the whole", sites, result => result.Driver);
        }
    }

    public static string Text(double number) => number.ToString(number < 10 ? "0.000" : "0", CultureInfo.InvariantCulture);

    public static double Median(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private double RatioOfAll(int site, Func<LoadResult, double> cost)
    {
        double Sum(int of, int turn) => _results.Values.Sum(page => cost(page[of][turn]));
        return Median(Enumerable.Range(0, Turns).Select(turn => Sum(site, turn) / Sum(0, turn)));
    }

    private int Turns => _results.Values.Min(page => page.Min(site => site.Count));

    private void Row(string page, string what, List<LoadResult>[] sites, Func<LoadResult, double> number) => Line(
    [
        page, what, .. sites.Select(site => Text(Median(site.Select(number)))),
        .. sites.Skip(1).Select(site => Text(Ratio(site, sites[0], number))),
    ]);

    // Each pair of neighbours has its own ratio, so that a machine that grows slower meanwhile does not count.
    private static double Ratio(List<LoadResult> site, List<LoadResult> by, Func<LoadResult, double> number) =>
        Median(site.Zip(by, (one, other) => number(one) / number(other)));

    private static void Line(string[] cells) => Console.WriteLine(
        $"{cells[0],-10}{cells[1],-32}" + string.Concat(cells.Skip(2).Select(cell => $" {cell,20}")));
}
