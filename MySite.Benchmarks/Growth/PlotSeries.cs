namespace MySite.Benchmarks.Growth;

/// <summary>A line. Those of one name have one colour.</summary>
internal sealed record PlotSeries(string Name, bool IsDashed, (double X, double Y)[] Points);
