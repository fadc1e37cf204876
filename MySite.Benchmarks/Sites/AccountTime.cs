using System.Diagnostics;

namespace MySite.Benchmarks.Sites;

/// <summary>What an act took, of several in a row.</summary>
/// <param name="Page">From the request for the page with the form to the page.</param>
/// <param name="Answer">From the filled-in form to its answer.</param>
/// <param name="Computed">The processor time of the process, until nothing is left to do of what was stored for later.</param>
internal readonly record struct AccountTime(TimeSpan Page, TimeSpan Answer, TimeSpan Computed)
{
    public TimeSpan Wall => Page + Answer;

    /// <summary>An act of this process, which does nothing else.</summary>
    public static AccountTime Of(Action act, int times)
    {
        var (computed, began) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        for (var time = 0; time < times; time++)
            act();
        return new(
            default, Stopwatch.GetElapsedTime(began) / times, (Environment.CpuUsage.TotalTime - computed) / times);
    }
}
