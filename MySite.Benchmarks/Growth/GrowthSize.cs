namespace MySite.Benchmarks.Growth;

/// <summary>How much there is of everything.</summary>
internal sealed record GrowthSize(int Polls, int ChoicesOfEach, int Receivers);
