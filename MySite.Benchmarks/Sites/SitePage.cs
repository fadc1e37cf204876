namespace MySite.Benchmarks.Sites;

/// <summary>A page, as the requests that visitors send for it, and how each of them must be answered.</summary>
internal sealed record SitePage(string Name, byte[][] Requests, int Status)
{
    /// <summary>The pages of all polls of a <see cref="SiteFolder"/>, or of some.</summary>
    public static async Task<SitePage[]> AllAsync(SiteProcess site, params int[] polls) =>
    [
        new("index", SitePages.Index(site.Address), StatusCodes.Status200OK),
        new("detail", SitePages.Details(site.Address, polls), StatusCodes.Status200OK),
        new("results", SitePages.Results(site.Address, polls), StatusCodes.Status200OK),
        new("vote", await SitePages.VotesAsync(site.Address, polls), StatusCodes.Status302Found),
    ];
}
