namespace MySite.Benchmarks.Sites;

/// <summary>
/// What acts take beside others of their turns: the median of the differences, and between which two differences it lies with
/// a certainty of 95 %, by their ranks. A machine that is slower in some turns is so for both.
/// </summary>
/// <param name="Base">The median of the others, in milliseconds.</param>
/// <param name="Median">How much more the acts take.</param>
/// <param name="Low">At least.</param>
/// <param name="High">At most.</param>
internal sealed record PairedDifference(double Base, double Median, double Low, double High)
{
    private const double Certainty = 1.96;

    public double Ratio => RatioOf(Median);

    public string Text => $"{LoadTable.Text(Ratio)} ({LoadTable.Text(RatioOf(Low))} to {LoadTable.Text(RatioOf(High))})";

    public static PairedDifference Of(IReadOnlyList<TimeSpan> acts, IReadOnlyList<TimeSpan> others)
    {
        double[] sorted = [.. acts.Zip(others, (act, other) => (act - other).TotalMilliseconds).Order()];
        // So many of them lie below the median, give or take a binomial's deviation.
        var low = Math.Max(0, (int)Math.Floor((sorted.Length - (Certainty * Math.Sqrt(sorted.Length))) / 2));
        return new(
            LoadTable.Median(others.Select(other => other.TotalMilliseconds)), LoadTable.Median(sorted), sorted[low],
            sorted[^(low + 1)]);
    }

    private double RatioOf(double difference) => 1 + (difference / Base);
}
