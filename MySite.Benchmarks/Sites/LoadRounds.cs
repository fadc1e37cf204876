namespace MySite.Benchmarks.Sites;

/// <summary>The same load for several sites that run at one time, one after another, there and back again.</summary>
/// <param name="sites">The sites.</param>
/// <param name="pages">What is asked for, of each site the same pages in the same order.</param>
/// <param name="visitors">How many send at one time.</param>
internal sealed class LoadRounds(SiteProcess[] sites, SitePage[][] pages, int visitors)
{
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    /// <param name="warmup">A site is compiled anew while it runs; what comes before is not counted.</param>
    /// <param name="rounds">How often each site has its turn, twice.</param>
    /// <param name="duration">How long a turn is.</param>
    /// <param name="table">Where the results go.</param>
    public async Task RunAsync(TimeSpan warmup, int rounds, TimeSpan duration, LoadTable table)
    {
        int[] order = [.. Enumerable.Range(0, sites.Length)];
        await RoundAsync(warmup, order, null);
        for (var round = 1; round <= rounds; round++)
            await RoundAsync(duration, [.. order, .. order.Reverse()], table);
    }

    private async Task RoundAsync(TimeSpan duration, int[] order, LoadTable? table)
    {
        for (var page = 0; page < pages[0].Length; page++)
            foreach (var site in order)
            {
                var (name, requests, status) = pages[site][page];
                Task<LoadResult> LoadAsync(TimeSpan time) =>
                    Load.RunAsync(sites[site], Load.Visitors(requests, visitors), status, time);
                // Another site had the processor: the caches and the pool of threads are cold for those who come after one.
                await LoadAsync(Settling);
                var result = await LoadAsync(duration);
                table?.Add(name, site, result);
            }
    }
}
