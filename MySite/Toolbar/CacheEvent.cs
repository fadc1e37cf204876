namespace MySite.Toolbar;

/// <param name="What"><c>hit</c>, <c>miss</c> or <c>eviction</c>.</param>
internal sealed record CacheEvent(string Cache, string What);
