using System.Diagnostics;

namespace MySite.Benchmarks.Sites;

/// <summary>
/// What the pages of the site cost, beside the floor: the published site as it is, without its cache, and <see cref="Floor"/>. All are
/// on copies of one database.
/// </summary>
internal static class SiteFloor
{
    private const int Site = 1;
    private const int Uncached = 2;

    public static async Task<Target[]> RunAsync(SiteFolder folder, Choices choices)
    {
        var table = new LoadTable("floor", "site", "without cache");
        List<double> memory = [];
        for (var start = 1; start <= choices["starts"]; start++)
        {
            Console.Error.WriteLine($"Start {start} of {choices["starts"]}…");
            await using var site = await SiteProcess.StartAsync(folder);
            await using var uncached = await SiteProcess.StartAsync(folder, SiteFolder.WithoutCache);
            var pages = await SitePage.AllAsync(site);
            foreach (var request in pages.SelectMany(page => page.Requests))
                await FloorPage.TakeAsync(site.Address, request, folder.Pages);
            await using var floor = await SiteProcess.StartAsync(FloorOf(folder));

            var rounds = new LoadRounds(
                [floor, site, uncached], [pages, pages, await SitePage.AllAsync(uncached)], choices["visitors"]);
            await rounds.RunAsync(
                TimeSpan.FromSeconds(choices["warmup"]), choices["rounds"], TimeSpan.FromSeconds(choices["seconds"]), table);
            memory.Add((double)site.PeakMemory / floor.PeakMemory);
            Console.WriteLine($"Memory at its peak: floor {MB(floor)}, site {MB(site)}, without cache {MB(uncached)} MB.");
        }
        table.Print();
        return
        [
            new("index, requests/s of the floor's", table.Throughput("index", Site), AtLeast: 1),
            new("results, requests/s of the floor's", table.Throughput("results", Site), AtLeast: 1),
            new("index without cache, requests/s of the floor's", table.Throughput("index", Uncached), AtLeast: 0.35),
            new("results without cache, requests/s of the floor's", table.Throughput("results", Uncached), AtLeast: 0.35),
            new("detail, requests/s of the floor's", table.Throughput("detail", Site), AtLeast: 0.50),
            new("vote, requests/s of the floor's", table.Throughput("vote", Site), AtLeast: 0.60),
            new("memory under load at its peak, of the floor's", LoadTable.Median(memory), AtMost: 1.5),
        ];
    }

    private static ProcessStartInfo FloorOf(SiteFolder folder) =>
        new("dotnet", [typeof(Floor).Assembly.Location, Floor.Word, folder.CopyDatabase(), folder.Pages])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // As the site, whose SDK chooses it.
            Environment = { ["DOTNET_gcServer"] = "1" },
        };

    private static long MB(SiteProcess process) => process.PeakMemory / 1_000_000;
}
