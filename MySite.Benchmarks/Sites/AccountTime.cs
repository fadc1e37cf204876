using System.Diagnostics;

namespace MySite.Benchmarks.Sites;

/// <summary>What an act took.</summary>
/// <param name="Wall">The time to its answer.</param>
/// <param name="Computed">The processor time of the process, until nothing is left to do of what was stored for later.</param>
internal readonly record struct AccountTime(TimeSpan Wall, TimeSpan Computed)
{
    public static AccountTime operator +(AccountTime one, AccountTime other) =>
        new(one.Wall + other.Wall, one.Computed + other.Computed);

    /// <summary>An act of this process, which does nothing else.</summary>
    public static AccountTime Of(Action act)
    {
        var (computed, began) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        act();
        return new(Stopwatch.GetElapsedTime(began), Environment.CpuUsage.TotalTime - computed);
    }
}
