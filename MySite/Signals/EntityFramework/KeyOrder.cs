using System.Collections;

namespace MySite.Signals.EntityFramework;

/// <summary>Orders entities of one type by their keys, part by part; parts without an order count as equal.</summary>
internal sealed class KeyOrder : IComparer<IReadOnlyList<object?>>
{
    public static KeyOrder Instance { get; } = new();

    public int Compare(IReadOnlyList<object?>? x, IReadOnlyList<object?>? y)
    {
        for (var i = 0; i < Math.Min(x?.Count ?? 0, y?.Count ?? 0); i++)
            if (Part(x![i], y![i]) is var order && order != 0)
                return order;
        return 0;
    }

    private static int Part(object? x, object? y) => (x, y) switch
    {
        (string left, string right) => string.CompareOrdinal(left, right),
        (IComparable, _) when y?.GetType() == x.GetType() => Comparer.DefaultInvariant.Compare(x, y),
        (IStructuralComparable left, _) when y?.GetType() == x.GetType() && ((ICollection)x).Count == ((ICollection)y).Count =>
            left.CompareTo(y, Comparer.DefaultInvariant),
        _ => 0,
    };
}
