using System.Diagnostics.Metrics;

namespace MySite.Shared;

/// <summary>Counts what the site's caches do.</summary>
internal static class CacheMeter
{
    public const string Name = "MySite.Cache";
    public const string CacheTag = "mysite.cache.name";
    public const string ResultTag = "mysite.cache.result";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Events = Meter.CreateCounter<long>(
        "mysite.cache.events", "{event}", "Hits, misses and evictions of a cache.");

    public static void Hit(string cache) => Count(cache, "hit");

    public static void Miss(string cache) => Count(cache, "miss");

    public static void Evict(string cache) => Count(cache, "eviction");

    private static void Count(string cache, string result) =>
        Events.Add(1, new(CacheTag, cache), new(ResultTag, result));
}
