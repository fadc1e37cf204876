namespace MySite.Benchmarks.Sites;

/// <summary>The published site several times with other settings, on copies of one database.</summary>
internal sealed class SiteGroup : IAsyncDisposable
{
    // In the order of their settings.
    private readonly SiteProcess?[] _sites;

    private SiteGroup(int count) => _sites = new SiteProcess?[count];

    /// <param name="folder">The site.</param>
    /// <param name="settings">Environment variables of each.</param>
    /// <param name="first">
    /// Which is started first; the others follow in turn. A process is compiled by what it does while another starts, so none
    /// should be the first each time.
    /// </param>
    public static async Task<SiteGroup> StartAsync(SiteFolder folder, (string Name, string Value)[][] settings, int first)
    {
        var group = new SiteGroup(settings.Length);
        try
        {
            for (var turn = 0; turn < settings.Length; turn++)
            {
                var site = (first + turn) % settings.Length;
                group._sites[site] = await SiteProcess.StartAsync(folder, settings[site]);
            }
            return group;
        }
        catch
        {
            await group.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same load for each, one at a time, while the others wait.</summary>
    /// <param name="choices">How long, how often, by how many visitors.</param>
    /// <param name="table">Where the results go.</param>
    public async Task LoadAsync(Choices choices, LoadTable table)
    {
        SiteProcess[] sites = [.. _sites.Select(site => site!)];
        var rounds = new LoadRounds(
            sites, await Task.WhenAll(sites.Select(site => SitePage.AllAsync(site))), choices["visitors"]);
        await rounds.RunAsync(
            TimeSpan.FromSeconds(choices["warmup"]), choices["rounds"], TimeSpan.FromSeconds(choices["seconds"]), table);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var site in _sites)
            if (site is not null)
                await site.DisposeAsync();
    }
}
