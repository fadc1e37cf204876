namespace MySite.Benchmarks.Sites;

/// <summary>A ratio that was measured, and what it shall be.</summary>
internal sealed record Target(string What, double Ratio, double? AtLeast = null, double? AtMost = null)
{
    public bool IsMet => (AtLeast is null || Ratio >= AtLeast) && (AtMost is null || Ratio <= AtMost);

    /// <returns>Whether all are met.</returns>
    public static bool Print(IReadOnlyCollection<Target> targets)
    {
        Console.WriteLine($"{"",-64}{"measured",10}{"target",12}");
        foreach (var target in targets)
            Console.WriteLine(
                $"{target.What,-64}{LoadTable.Text(target.Ratio),10}{target.Bound,12}{(target.IsMet ? "" : "  missed")}");
        return targets.All(target => target.IsMet);
    }

    private string Bound => AtLeast is { } least ? $">= {LoadTable.Text(least)}" : $"<= {LoadTable.Text(AtMost!.Value)}";
}
