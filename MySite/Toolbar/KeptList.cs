namespace MySite.Toolbar;

/// <summary>Keeps the first so many: a request that runs wild must not fill the memory. Thread-safe.</summary>
internal sealed class KeptList<T>
{
    public const int Most = 500;

    private readonly Lock _gate = new();
    private readonly List<T> _items = [];
    private int _dropped;

    public Kept<T> Items
    {
        get
        {
            lock (_gate)
                return new([.. _items], _dropped);
        }
    }

    public void Add(T item)
    {
        lock (_gate)
            if (_items.Count < Most)
                _items.Add(item);
            else
                _dropped++;
    }
}
