using System.Text.Json;
using MySite.Benchmarks.Sites;

namespace MySite.Benchmarks.Budgets;

/// <summary>
/// What each page and each send may allocate, which does not depend on the machine. Run it by
/// <c>MySite.Benchmarks/site budgets</c>; with <c>--accept</c> what was measured becomes the budget.
/// </summary>
internal static class BudgetCheck
{
    private const string Accept = "--accept";
    private const double Over = 1.05;
    private const double FarBelow = 0.80;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static string File => Path.Combine(SiteFolder.Repository(), "MySite.Benchmarks", "budgets.json");

    public static async Task<int> RunAsync(string[] words)
    {
        if (words is not ([] or [Accept]))
            throw new ArgumentException($"{string.Join(' ', words)} is not {Accept}.");
        Dictionary<string, long> measured = [];
        await foreach (var (what, bytes) in SendAllocations.MeasureAsync())
            measured[what] = bytes;
        foreach (var (what, bytes) in await PageAllocations.MeasureAsync())
            measured[what] = bytes;
        if (words is [Accept])
        {
            await System.IO.File.WriteAllTextAsync(File, $"{JsonSerializer.Serialize(measured, Indented)}\n");
            Console.WriteLine($"{File} was written: read its diff before you commit it.");
            return 0;
        }
        var budgets = JsonSerializer.Deserialize<Dictionary<string, long>>(await System.IO.File.ReadAllTextAsync(File))!;
        return Compare(budgets, measured);
    }

    private static int Compare(Dictionary<string, long> budgets, Dictionary<string, long> measured)
    {
        var (over, isFarBelow) = (0, false);
        Console.WriteLine($"{"allocated, bytes",-28}{"measured",12}{"budget",12}");
        foreach (var (what, bytes) in measured)
        {
            // What has no budget is over it.
            var budget = budgets.GetValueOrDefault(what, -1);
            var verdict = bytes > budget * Over ? "  over" : bytes < budget * FarBelow ? "  far below" : "";
            over += verdict == "  over" ? 1 : 0;
            isFarBelow |= verdict == "  far below";
            Console.WriteLine($"{what,-28}{bytes,12}{(budget < 0 ? "none" : $"{budget}"),12}{verdict}");
        }
        if (over > 0)
            Console.WriteLine(
                $"{over} over budget by more than a twentieth. If that is worth it: MySite.Benchmarks/site budgets {Accept}");
        else if (isFarBelow)
            Console.WriteLine($"To keep what was gained: MySite.Benchmarks/site budgets {Accept}");
        return over > 0 ? 1 : 0;
    }
}
