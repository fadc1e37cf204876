using MySite.Benchmarks.Sites;

namespace MySite.Benchmarks.Budgets;

/// <summary>What a request of each page allocates in the published site, with the cache and without.</summary>
internal static class PageAllocations
{
    private const int Batches = 7;

    // A pass asks for each poll once: the second may find what the first has left, and the third what the second has.
    private const int Passes = 4;

    // Compiled at once for good, or it would depend on the time how much of it is; nothing happens by itself meanwhile.
    private static readonly (string, string)[] Steady =
        [("DOTNET_TieredCompilation", "0"), ("Signals__Outbox__PollInterval", "01:00:00")];

    public static async Task<List<(string What, long Bytes)>> MeasureAsync()
    {
        // What is compiled ahead of time would never be compiled for good.
        using var folder = await SiteFolder.CreateAsync("-p:PublishReadyToRun=false");
        await using var site = await SiteProcess.StartAsync(folder, [.. Steady, SiteFolder.CacheFor("01:00:00")]);
        await using var uncached = await SiteProcess.StartAsync(folder, [.. Steady, SiteFolder.WithoutCache]);
        List<(string, long)> measured = [];
        foreach (var (process, suffix) in new[] { (site, ""), (uncached, " without cache") })
            foreach (var page in await SitePage.AllAsync(process))
                measured.Add(($"{page.Name}{suffix}", Measure(process, page)));
        return measured;
    }

    private static long Measure(SiteProcess site, SitePage page)
    {
        using var connection = new LoadConnection(site.Address);
        for (var pass = 0; pass < Passes; pass++)
            Send(connection, page);
        List<double> batches = [];
        for (var batch = 0; batch < Batches; batch++)
        {
            var before = site.Gauge.Read().Allocated;
            Send(connection, page);
            batches.Add((double)(site.Gauge.Read().Allocated - before) / SiteFolder.Polls);
        }
        return (long)LoadTable.Median(batches);
    }

    private static void Send(LoadConnection connection, SitePage page)
    {
        for (var i = 0; i < SiteFolder.Polls; i++)
            if (connection.Send(page.Requests[i % page.Requests.Length]) is var status && status != page.Status)
                throw new InvalidOperationException($"{page.Name} was answered by {status}.");
    }
}
