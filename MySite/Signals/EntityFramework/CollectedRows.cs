namespace MySite.Signals.EntityFramework;

/// <summary>What the collector has looked up for one save.</summary>
internal sealed class CollectedRows
{
    private readonly HashSet<object> _deleted = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<EntityKey, LostLink> _links = [];
    private readonly List<LostLink> _news = [];

    /// <returns>Whether nothing was looked up for <paramref name="deleted"/> yet.</returns>
    public bool Add(object deleted) => _deleted.Add(deleted);

    /// <returns>Whether the join row is new.</returns>
    public bool Add(EntityKey join, LostLink link)
    {
        var added = _links.TryAdd(join, link);
        if (added)
            _news.Add(link);
        return added;
    }

    public LostLink? Find(EntityKey join) => _links.GetValueOrDefault(join);

    /// <summary>The links that were found since the last time.</summary>
    public IReadOnlyList<LostLink> TakeNews()
    {
        var news = _news.ToArray();
        _news.Clear();
        return news;
    }

    /// <summary>Moves everything over from <paramref name="other"/>.</summary>
    public void TakeOver(CollectedRows other)
    {
        _deleted.UnionWith(other._deleted);
        foreach (var (join, link) in other._links)
            _links.TryAdd(join, link);
        _news.AddRange(other._news);
        other._deleted.Clear();
        other._links.Clear();
        other._news.Clear();
    }
}
