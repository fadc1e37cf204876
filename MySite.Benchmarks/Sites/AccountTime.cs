using System.Diagnostics;

namespace MySite.Benchmarks.Sites;

/// <summary>What an act took.</summary>
/// <param name="Wall">The time to its answer.</param>
/// <param name="Computed">The processor time of the process until then.</param>
/// <param name="Delivered">The one until nothing is left to do of what it has stored for later.</param>
internal readonly record struct AccountTime(TimeSpan Wall, TimeSpan Computed, TimeSpan Delivered)
{
    /// <summary>An act of this process, which does nothing else.</summary>
    public static AccountTime Of(Action act)
    {
        var (computed, began) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        act();
        var wall = Stopwatch.GetElapsedTime(began);
        computed = Environment.CpuUsage.TotalTime - computed;
        return new(wall, computed, computed);
    }
}
