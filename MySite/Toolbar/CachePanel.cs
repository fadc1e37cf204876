namespace MySite.Toolbar;

internal static class CachePanel
{
    public static ToolbarPanel Of(Kept<CacheEvent> kept)
    {
        var events = kept.Items;
        var counts = events.CountBy(cached => cached).ToArray();
        var words = events.CountBy(cached => cached.What).Select(count => $"{count.Value} {count.Key}").ToList();
        if (kept.Dropped > 0)
            words.Add($"{kept.Dropped} more");
        return new ToolbarPanel(
            "Cache", words.Count == 0 ? "unused" : string.Join(", ", words), false,
            counts.Length == 0
                ? Markup.Nothing("No cache was asked.")
                : Markup.Of($"""
                    {Markup.Table("What the caches answered", $"""
                        <th scope="col">Cache</th><th scope="col">Result</th><th scope="col">Times</th>
                        """, counts.Select(count => Markup.Of(
                            $"<tr><td>{count.Key.Cache}</td><td>{count.Key.What}</td><td>{count.Value}</td></tr>")))}
                    {Markup.Dropped(kept.Dropped)}
                    """));
    }
}
