using System.Diagnostics;

namespace MySite.Benchmarks.Sites;

/// <summary>
/// What the pages of the site cost, beside the floor: the published site as it is and without its cache, and
/// <see cref="Floor"/>, all on copies of one database. Run it by
/// <c>dotnet run -c Release --project MySite.Benchmarks -- site</c>, on a machine that does nothing else; with
/// <c>--starts 1 --rounds 1 --seconds 1 --warmup 2</c> to see whether it works.
/// </summary>
internal static class SiteFloor
{
    public static async Task<int> RunAsync(string[] words)
    {
        var choices = new Choices(words, ("starts", 2), ("rounds", 3), ("seconds", 4), ("warmup", 8), ("visitors", 8));
        using var folder = await SiteFolder.CreateAsync();
        var table = new LoadTable("floor", "site", "without cache");
        for (var start = 1; start <= choices["starts"]; start++)
        {
            Console.Error.WriteLine($"Start {start} of {choices["starts"]}…");
            await using var site = await SiteProcess.StartAsync(folder);
            await using var uncached = await SiteProcess.StartAsync(folder, ("Polls__CacheDuration", "00:00:00"));
            var pages = await SitePage.AllAsync(site);
            foreach (var request in pages.SelectMany(page => page.Requests))
                await FloorPage.TakeAsync(site.Address, request, folder.Pages);
            await using var floor = await SiteProcess.StartAsync(FloorOf(folder));

            var rounds = new LoadRounds(
                [floor, site, uncached], [pages, pages, await SitePage.AllAsync(uncached)], choices["visitors"]);
            await rounds.RunAsync(
                TimeSpan.FromSeconds(choices["warmup"]), choices["rounds"], TimeSpan.FromSeconds(choices["seconds"]), table);
            Console.WriteLine($"Memory at the end: floor {MB(floor)}, site {MB(site)}, without cache {MB(uncached)} MB.");
        }
        table.Print();
        return 0;
    }

    private static ProcessStartInfo FloorOf(SiteFolder folder) =>
        new("dotnet", [typeof(Floor).Assembly.Location, Floor.Word, folder.CopyDatabase(), folder.Pages])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // As the site, whose SDK chooses it.
            Environment = { ["DOTNET_gcServer"] = "1" },
        };

    private static long MB(SiteProcess process) => process.Memory / 1_000_000;
}
