namespace MySite.Signals.Diagnostics;

/// <summary>Lets so many of each name pass in a second. Thread-safe, and of a size that no number of names changes.</summary>
/// <param name="perSecond">How many; 0 lets all pass.</param>
internal sealed class NameRate(int perSecond)
{
    // Names share a place where their hashes do; then they share what may pass. A second, and what passed in it.
    private const int Places = 1024;
    private const int CountBits = 20;

    private readonly long[] _places = new long[Places];

    /// <param name="name">What is to pass.</param>
    /// <param name="second">The present second, from any beginning.</param>
    public bool TryPass(string name, long second)
    {
        if (perSecond == 0)
            return true;
        ref var place = ref _places[(uint)name.GetHashCode(StringComparison.Ordinal) % Places];
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
}
