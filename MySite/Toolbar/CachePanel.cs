namespace MySite.Toolbar;

internal static class CachePanel
{
    public static ToolbarPanel Of(IReadOnlyList<CacheEvent> events)
    {
        var counts = events.CountBy(cached => cached).ToArray();
        var words = events.CountBy(cached => cached.What).Select(count => $"{count.Value} {count.Key}").ToArray();
        return new ToolbarPanel(
            "Cache", words.Length == 0 ? "unused" : string.Join(", ", words), false,
            counts.Length == 0
                ? Markup.Nothing("No cache was asked.")
                : Markup.Table("What the caches answered", $"""
                    <th scope="col">Cache</th><th scope="col">Result</th><th scope="col">Times</th>
                    """, counts.Select(count => Markup.Of(
                        $"<tr><td>{count.Key.Cache}</td><td>{count.Key.What}</td><td>{count.Value}</td></tr>"))));
    }
}
