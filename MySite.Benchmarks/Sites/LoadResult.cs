namespace MySite.Benchmarks.Sites;

/// <summary>What a site did under load.</summary>
/// <param name="PerSecond">Requests that were answered in a second.</param>
/// <param name="Median">The time to the end of a response that half of the requests stayed below.</param>
/// <param name="P99">The one that 99 of 100 stayed below.</param>
/// <param name="Computed">The processor time of the site for each request.</param>
/// <param name="Allocated">The bytes that the site allocated for each request.</param>
/// <param name="Driver">The share of the whole processor that this program took.</param>
internal sealed record LoadResult(
    double PerSecond, TimeSpan Median, TimeSpan P99, TimeSpan Computed, double Allocated, double Driver);
