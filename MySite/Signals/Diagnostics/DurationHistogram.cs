using System.Numerics;

namespace MySite.Signals.Diagnostics;

/// <summary>Counts durations in classes that are at most an eighth wide, without a lock.</summary>
internal sealed class DurationHistogram
{
    private const int Bits = 3;

    private readonly long[] _counts = new long[(64 - Bits + 1) << Bits];

    public void Add(TimeSpan duration) => Interlocked.Increment(ref _counts[IndexOf(Math.Max(duration.Ticks, 0))]);

    public Durations Read()
    {
        var counts = _counts.AsSpan().ToArray();
        var sum = counts.Sum();
        return new(sum, Percentile(counts, sum, 0.5), Percentile(counts, sum, 0.95), Percentile(counts, sum, 0.99));
    }

    // The middle of the class that the given share of all durations does not exceed.
    private static TimeSpan? Percentile(long[] counts, long sum, double share)
    {
        var rank = (long)Math.Ceiling(sum * share);
        if (rank == 0)
            return null;
        var index = 0;
        while ((rank -= counts[index]) > 0)
            index++;
        return TimeSpan.FromTicks(MiddleOf(index));
    }

    // Values below 8 have a class each; above, the highest set bit and the three after it make the class.
    private static int IndexOf(long ticks)
    {
        var high = 63 - BitOperations.LeadingZeroCount((ulong)ticks | 1);
        return high < Bits ? (int)ticks : ((high - Bits + 1) << Bits) + (int)((ticks >> (high - Bits)) & ((1 << Bits) - 1));
    }

    private static long MiddleOf(int index)
    {
        var shift = (index >> Bits) - 1;
        if (shift <= 0)
            return shift < 0 ? index : index & ((1 << Bits) - 1) | (1 << Bits);
        var low = (long)((index & ((1 << Bits) - 1)) | (1 << Bits)) << shift;
        return low + (1L << (shift - 1));
    }
}
