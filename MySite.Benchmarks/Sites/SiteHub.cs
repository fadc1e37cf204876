using MySite.Benchmarks.Inside;

namespace MySite.Benchmarks.Sites;

/// <summary>What the hub costs the pages of the site: the published site with it, and with it removed.</summary>
/// <remarks>
/// Without the trace, which <see cref="SiteWatched"/> measures, and with code that is not compiled by the profile of the process: by
/// the profile two processes of the same site differ by more than the hub costs.
/// </remarks>
internal static class SiteHub
{
    private const int Hub = 1;
    private const double AtLeast = 0.98;

    private static readonly (string Name, string Value)[] Alike = [SiteFolder.WithoutTrace, ("DOTNET_TieredPGO", "0")];

    public static async Task<Target[]> RunAsync(SiteFolder folder, Choices choices, int starts)
    {
        var table = new LoadTable("hub removed", "hub");
        (string Name, string Value)[][] settings = [[.. Alike, (InsideVariables.HubRemoved, "yes")], Alike];
        for (var start = 1; start <= starts; start++)
        {
            Console.Error.WriteLine($"With and without the hub, start {start} of {starts}…");
            await using var sites = await SiteGroup.StartAsync(folder, settings, start);
            await sites.LoadAsync(choices, table);
        }
        table.Print();
        return
        [
            .. table.Pages.Select(page => new Target(
                $"{page}, requests/s of those without hub", table.Throughput(page, Hub), AtLeast: AtLeast)),
            new("all pages, requests/s of those without hub", table.ThroughputOfAll(Hub), AtLeast: AtLeast),
            new("all pages, CPU without hub, of that with it", 1 / table.ComputedOfAll(Hub), AtLeast: AtLeast),
        ];
    }
}
