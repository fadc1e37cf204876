using System.Collections;

namespace MySite.Signals.EntityFramework;

/// <summary>A set of a few names, in their order, that costs no more than a list until somebody compares it.</summary>
internal sealed class FieldNames : IReadOnlySet<string>
{
    public static readonly FieldNames None = new();
    private readonly List<string> _names = [];

    public int Count => _names.Count;

    private HashSet<string> Set => [.. _names];

    public void Add(string name)
    {
        if (!_names.Contains(name))
            _names.Add(name);
    }

    public bool Contains(string item) => _names.Contains(item);

    public bool IsProperSubsetOf(IEnumerable<string> other) => Set.IsProperSubsetOf(other);

    public bool IsProperSupersetOf(IEnumerable<string> other) => Set.IsProperSupersetOf(other);

    public bool IsSubsetOf(IEnumerable<string> other) => Set.IsSubsetOf(other);

    public bool IsSupersetOf(IEnumerable<string> other) => Set.IsSupersetOf(other);

    public bool Overlaps(IEnumerable<string> other) => Set.Overlaps(other);

    public bool SetEquals(IEnumerable<string> other) => Set.SetEquals(other);

    public IEnumerator<string> GetEnumerator() => _names.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
