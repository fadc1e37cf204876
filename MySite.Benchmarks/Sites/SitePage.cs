namespace MySite.Benchmarks.Sites;

/// <summary>A page, as the requests that visitors send for it, and how each of them must be answered.</summary>
internal sealed record SitePage(string Name, byte[][] Requests, int Status)
{
    public static async Task<SitePage[]> AllAsync(SiteProcess site) =>
    [
        new("index", SitePages.Index(site.Address), StatusCodes.Status200OK),
        new("detail", SitePages.Details(site.Address), StatusCodes.Status200OK),
        new("results", SitePages.Results(site.Address), StatusCodes.Status200OK),
        new("vote", await SitePages.VotesAsync(site.Address), StatusCodes.Status302Found),
    ];
}
