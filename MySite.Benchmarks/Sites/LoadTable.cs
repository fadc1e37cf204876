using System.Globalization;

namespace MySite.Benchmarks.Sites;

/// <summary>What sites did under the same load, side by side, with the ratios to the first of them.</summary>
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
    public double Throughput(string page, int site) => Ratio(_results[page], site, result => result.PerSecond);

    public void Print()
    {
        Line(["", "", .. names, .. names.Skip(1).Select(name => $"{name}/{names[0]}")]);
        foreach (var (page, sites) in _results)
        {
            Row(page, "requests/s", sites, result => result.PerSecond);
            Row("", "p50, ms", sites, result => result.Median.TotalMilliseconds);
            Row("", "p99, ms", sites, result => result.P99.TotalMilliseconds);
            Row("", "CPU of the site, µs a request", sites, result => result.Computed.TotalMicroseconds);
            Row("", "CPU of the driver, of the whole", sites, result => result.Driver);
        }
    }

    public static string Text(double number) => number.ToString(number < 10 ? "0.000" : "0", CultureInfo.InvariantCulture);

    private void Row(string page, string what, List<LoadResult>[] sites, Func<LoadResult, double> number) => Line(
    [
        page, what, .. sites.Select(site => Text(Median(site.Select(number)))),
        .. Enumerable.Range(1, names.Length - 1).Select(site => Text(Ratio(sites, site, number))),
    ]);

    // Each pair of neighbours has its own ratio, so that a machine that grows slower meanwhile does not count.
    private static double Ratio(List<LoadResult>[] sites, int site, Func<LoadResult, double> number) =>
        Median(sites[site].Zip(sites[0], (one, first) => number(one) / number(first)));

    private static double Median(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static void Line(string[] cells) => Console.WriteLine(
        $"{cells[0],-16}{cells[1],-32}" + string.Concat(cells.Skip(2).Select(cell => $"{cell,20}")));
}
