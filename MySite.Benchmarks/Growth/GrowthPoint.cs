namespace MySite.Benchmarks.Growth;

/// <summary>What a request of a page costs at a size, in microseconds.</summary>
internal sealed record GrowthPoint(string Page, bool IsCached, int Size, double Computed, double Median);
