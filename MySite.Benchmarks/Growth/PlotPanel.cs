namespace MySite.Benchmarks.Growth;

/// <summary>A part of a plot, with an axis of its own.</summary>
internal sealed record PlotPanel(string Title, PlotSeries[] Lines)
{
    private static readonly double[] Round =
        [.. Enumerable.Range(-3, 12).Select(power => Math.Pow(10, power)).SelectMany(ten => (double[])[ten, 2 * ten, 5 * ten])];

    /// <summary>Round numbers of a logarithmic axis between which all values lie.</summary>
    public double[] Ticks
    {
        get
        {
            var values = Lines.SelectMany(line => line.Points).Select(point => point.Y).ToArray();
            var (low, high) = (Round.Last(tick => tick <= values.Min()), Round.First(tick => tick >= values.Max()));
            return [.. Round.Where(tick => tick >= low && tick <= high)];
        }
    }
}
