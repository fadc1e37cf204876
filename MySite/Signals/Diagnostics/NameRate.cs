namespace MySite.Signals.Diagnostics;

/// <summary>
/// Lets so many of each name pass in a second: <c>/polls/7/</c> and <c>/polls/8/</c> are one. Thread-safe, and of a size that no
/// number of names changes.
/// </summary>
/// <param name="perSecond">How many; 0 lets all pass.</param>
internal sealed class NameRate(int perSecond)
{
    // Names share a place where their hashes do; then they share what may pass.
    private const int Places = 4096;
    private const int CountBits = 20;

    private readonly long[] _places = new long[Places];

    /// <param name="kind">What is to pass.</param>
    /// <param name="name">Which. Parts between slashes that have a digit count as the same.</param>
    /// <param name="second">The present second, from any beginning.</param>
    public bool TryPass(string kind, string name, long second) =>
        perSecond == 0 || TryPass(ref _places[(uint)HashOf(kind, name) % Places], perSecond, second);

    /// <summary>The same for what has one name alone.</summary>
    /// <param name="place">A second, and what passed in it; 0 at the beginning.</param>
    /// <param name="perSecond">How many pass.</param>
    /// <param name="second">The present second, from any beginning.</param>
    public static bool TryPass(ref long place, int perSecond, long second)
    {
        while (true)
        {
            var seen = Volatile.Read(ref place);
            // Who asked for the time before others did may come after them.
            var passed = seen >> CountBits >= second ? seen : second << CountBits;
            if ((passed & ((1 << CountBits) - 1)) >= perSecond)
                return false;
            if (Interlocked.CompareExchange(ref place, passed + 1, seen) == seen)
                return true;
        }
    }

    private static int HashOf(string kind, ReadOnlySpan<char> name)
    {
        var hash = kind.GetHashCode(StringComparison.Ordinal);
        foreach (var range in name.Split('/'))
        {
            var part = name[range];
            hash = HashCode.Combine(hash, part.ContainsAnyInRange('0', '9') ? 0 : string.GetHashCode(part));
        }
        return hash;
    }
}
